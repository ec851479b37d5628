-- grain: recon_item_line rows for what stands on one side only
-- unit and sign: run currency; each side's own sign
-- source: recon_left_ledger, recon_left_billing
-- depends on: every other item
-- checks: lines that may belong to open lines of the other side stay unidentified
create or replace temp table recon_disputed as
with
ledger as (
  select
    account_order,
    document_key,
    vendor_key,
    line_no,
    open_amount,
    recon_known_document.invoice_key is not null as is_known
  from recon_left_ledger
  left join recon_known_document
    on recon_known_document.invoice_key = recon_left_ledger.document_key
  where role in ('invoice', 'amortisation')
),
billing as (
  select
    account_order,
    document_key,
    vendor_key,
    line_no,
    open_amount,
    sum(open_amount) over (
      partition by account_order, coalesce(document_key, vendor_key)
    ) as invoice_amount
  from recon_left_billing
),
pair as (
  select
    ledger.line_no as ledger_no,
    billing.line_no as billing_no
  from ledger
  inner join billing
    on billing.account_order = ledger.account_order
    and billing.document_key = ledger.document_key
  union all
  select
    ledger.line_no as ledger_no,
    billing.line_no as billing_no
  from ledger
  inner join billing
    on billing.account_order = ledger.account_order
    and billing.vendor_key = ledger.vendor_key
  where
    (not ledger.is_known or billing.document_key is null)
    and sign(ledger.open_amount) = sign(billing.invoice_amount)
    and abs(ledger.open_amount) * 4 >= abs(billing.invoice_amount) * 3
    and abs(billing.invoice_amount) * 4 >= abs(ledger.open_amount) * 3
),
candidate as (
  select
    'ledger' as side,
    account_order,
    vendor_key,
    line_no,
    open_amount
  from ledger
  where not is_known
  union all
  select
    'billing' as side,
    account_order,
    vendor_key,
    line_no,
    open_amount
  from billing
),
unnamed as (
  select distinct account_order
  from candidate
  where side = 'ledger' and vendor_key is null
),
grouped as (
  select
    *,
    vendor_key as group_key
  from candidate
  where vendor_key is not null
  union all
  select
    candidate.*,
    '' as group_key
  from candidate
  semi join unnamed using (account_order)
  where side = 'billing' or vendor_key is null
),
vendor as (
  select
    account_order,
    group_key
  from grouped
  group by all
  having
    is_estimate(
      sum(open_amount) filter (side = 'ledger'), sum(open_amount) filter (side = 'billing')
    )
),
line as (
  select
    side,
    line_no
  from recon_amortised
  where is_two_sided and not is_alike
  union
  select
    side,
    line_no
  from recon_part_posted
  union
  select
    'ledger' as side,
    ledger_no as line_no
  from pair
  union
  select
    'billing' as side,
    billing_no as line_no
  from pair
  union
  select
    grouped.side,
    grouped.line_no
  from grouped
  semi join vendor using (account_order, group_key)
)
select * from line;

insert into recon_item_line
select
  case charge_kind when 'credit' then 'credit' else 'late-correction' end as type,
  'bills ' || coalesce(document_key, vendor_key, '')
    || case charge_kind when 'credit' then '' else ' ' || coalesce(first_charged, '') end
    as group_key,
  account_order,
  'billing' as side,
  line_no,
  open_amount as amount,
  true as is_whole,
  case charge_kind
    when 'credit' then $period
    else least(coalesce(first_charged, $period), $period)
  end as first_period,
  $period_after as clears_period,
  case charge_kind when 'credit' then null else first_charged end as note
from recon_left_billing as billing
where
  charge_kind in ('credit', 'correction')
  and part = 'expense'
  and not exists (
    select 1
    from recon_disputed
    where recon_disputed.side = 'billing' and recon_disputed.line_no = billing.line_no
  );

insert into recon_item_line
select
  'missing-in-ledger' as type,
  'bills ' || coalesce(document_key, vendor_key, '') || ' '
    || case when charge_kind = 'third-party' then coalesce(seller, '') else '' end as group_key,
  account_order,
  'billing' as side,
  line_no,
  open_amount as amount,
  true as is_whole,
  $period as first_period,
  $period_after as clears_period,
  case when charge_kind = 'third-party' then seller end as note
from recon_left_billing as billing
where
  part in ('expense', 'purchase', 'amortised')
  and not exists (
    select 1
    from recon_disputed
    where recon_disputed.side = 'billing' and recon_disputed.line_no = billing.line_no
  );

insert into recon_item_line
select
  case when open_amount < 0 then 'credit' else 'missing-in-bills' end as type,
  'ledger ' || coalesce(document_key, vendor_key, code) as group_key,
  account_order,
  'ledger' as side,
  line_no,
  open_amount as amount,
  true as is_whole,
  $period as first_period,
  null as clears_period,
  null as note
from recon_left_ledger as ledger
where
  role in ('invoice', 'amortisation')
  and kind = 'expense'
  and not exists (
    select 1
    from recon_disputed
    where recon_disputed.side = 'ledger' and recon_disputed.line_no = ledger.line_no
  )
