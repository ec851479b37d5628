-- grain: recon_item_line rows for duplicates, postings on another account and tax
-- unit and sign: run currency; each side's own sign
-- source: recon_left_ledger, recon_left_billing
-- depends on: recon_item_line
-- checks: a pair of mis-postings has one account with the ledger line, one with the bill
insert into recon_item_line
select
  'duplicate-in-bills' as type,
  'repeat ' || coalesce(document_key, vendor_key, '') || ' ' || coalesce(service_provider, '')
    as group_key,
  account_order,
  'billing' as side,
  line_no,
  open_amount as amount,
  true as is_whole,
  $period as first_period,
  null as clears_period,
  null as note
from recon_left_billing
where charge_kind = 'repeat';

insert into recon_item_line
select
  'duplicate-in-ledger' as type,
  'repeat ' || document_key as group_key,
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
  role in ('invoice', 'tax')
  and kind = 'expense'
  and (
    is_repeat
    or (
      was_posted_before
      and not exists (
        select 1
        from recon_left_billing as billing
        where
          billing.account_order = ledger.account_order
          and billing.document_key = ledger.document_key
      )
    )
  );

create or replace temp table recon_crossed as
with
ledger as (
  select
    'document' as rule,
    document_key as shared_key,
    document_currency as currency,
    account_order,
    sum(match_amount) as amount,
    list(line_no) as lines
  from recon_left_ledger
  where role = 'invoice' and kind = 'expense' and document_key is not null
  group by all
  union all
  select
    'amount' as rule,
    coalesce(document_key, '') || ' ' || vendor_key || ' ' || cast(match_amount as varchar)
      as shared_key,
    document_currency as currency,
    account_order,
    match_amount as amount,
    [line_no] as lines
  from recon_left_ledger
  where role = 'invoice' and kind = 'expense' and vendor_key is not null
  union all
  select
    'vendor-amount' as rule,
    vendor_key || ' ' || cast(match_amount as varchar) as shared_key,
    document_currency as currency,
    account_order,
    match_amount as amount,
    [line_no] as lines
  from recon_left_ledger
  where role = 'invoice' and kind = 'expense' and vendor_key is not null
),
billing as (
  select
    'document' as rule,
    document_key as shared_key,
    currency,
    account_order,
    to_minor(sum(billed), any_value(digits)) as amount,
    list(line_no) as lines
  from recon_left_billing
  where role = 'invoice' and part = 'expense' and document_key is not null
  group by all
  union all
  select
    'amount' as rule,
    coalesce(document_key, '') || ' ' || vendor_key || ' ' || cast(match_amount as varchar)
      as shared_key,
    currency,
    account_order,
    match_amount as amount,
    [line_no] as lines
  from recon_left_billing
  where role = 'invoice' and part = 'expense' and vendor_key is not null
  union all
  select
    'vendor-amount' as rule,
    vendor_key || ' ' || cast(match_amount as varchar) as shared_key,
    currency,
    account_order,
    match_amount as amount,
    [line_no] as lines
  from recon_left_billing
  where role = 'invoice' and part = 'expense' and vendor_key is not null
),
once as (
  select
    rule,
    shared_key,
    currency
  from (
    select rule, shared_key, currency, 1 as ledgers, 0 as billings from ledger
    union all
    select rule, shared_key, currency, 0 as ledgers, 1 as billings from billing
  ) as counted
  group by all
  having sum(ledgers) = 1 and sum(billings) = 1
),
crossed as (
  select
    once.rule,
    once.shared_key,
    ledger.account_order as ledger_account,
    billing.account_order as billing_account,
    ledger.lines as ledger_lines,
    billing.lines as billing_lines
  from once
  inner join ledger using (rule, shared_key, currency)
  inner join billing using (rule, shared_key, currency)
  where
    ledger.account_order <> billing.account_order
    and ledger.amount = billing.amount
    and ledger.amount <> 0
),
line as (
  select
    rule,
    shared_key,
    'ledger' as side,
    ledger_account as account_order,
    billing_account as other_account,
    unnest(ledger_lines) as line_no
  from crossed
  union all
  select
    rule,
    shared_key,
    'billing' as side,
    billing_account as account_order,
    ledger_account as other_account,
    unnest(billing_lines) as line_no
  from crossed
),
ranked as (
  select
    *,
    row_number() over (
      partition by side, line_no
      order by case rule when 'document' then 1 when 'amount' then 2 else 3 end
    ) as place,
    count(*) over (partition by rule, shared_key) as lines
  from line
),
kept as (
  select
    *,
    count(*) over (partition by rule, shared_key) = lines as is_complete
  from ranked
  where place = 1
)
select * from kept
where is_complete;

insert into recon_item_line
select
  'mis-posting' as type,
  'account ' || recon_crossed.shared_key as group_key,
  recon_crossed.account_order,
  recon_crossed.side,
  recon_crossed.line_no,
  coalesce(ledger.amount, billing.invoiced) as amount,
  true as is_whole,
  $period as first_period,
  null as clears_period,
  'account ' || recon_account.account as note
from recon_crossed
inner join recon_account on recon_account.account_order = recon_crossed.other_account
left join recon_ledger as ledger
  on recon_crossed.side = 'ledger' and ledger.line_no = recon_crossed.line_no
left join recon_billing as billing
  on recon_crossed.side = 'billing' and billing.line_no = recon_crossed.line_no;

insert into recon_item_line
select
  'tax' as type,
  'ledger ' || coalesce(document_key, vendor_key, '') as group_key,
  account_order,
  'ledger' as side,
  line_no,
  open_amount as amount,
  true as is_whole,
  $period as first_period,
  null as clears_period,
  null as note
from recon_left_ledger
where role = 'tax';

insert into recon_item_line
select
  'tax' as type,
  'bills ' || coalesce(document_key, vendor_key, '') as group_key,
  account_order,
  'billing' as side,
  line_no,
  open_amount as amount,
  true as is_whole,
  $period as first_period,
  null as clears_period,
  null as note
from recon_left_billing as billing
where
  charge_kind = 'tax'
  and (
    exists (
      select 1
      from recon_posted_document as posted
      where posted.document_key = billing.document_key
    )
    or (
      document_key is null
      and exists (
        select 1
        from recon_posted_vendor as posted
        where posted.vendor_key = billing.vendor_key
      )
    )
  )
