-- grain: recon_item_line rows for what another period explains
-- unit and sign: run currency; each side's own sign
-- source: recon_left_ledger, recon_left_billing, recon_ledger, recon_document
-- depends on: recon_item_line
-- checks: Σ = accruals − reversals + earlier invoices − charges not posted (methods.md 3.2)
create or replace temp table recon_earlier_invoice as
with
of_document as (
  select
    ledger.line_no,
    min(billed.billed_period) as billed_period
  from recon_left_ledger as ledger
  inner join recon_document as billed
    on billed.account_order = ledger.account_order
    and billed.invoice_key = ledger.document_key
    and billed.billed_period <> $period
  where
    ledger.role in ('invoice', 'tax')
    and ledger.kind = 'expense'
    and not exists (
      select 1
      from recon_billing as billing
      where
        billing.account_order = ledger.account_order
        and billing.document_key = ledger.document_key
    )
  group by ledger.line_no
),
vendor_total as (
  select
    account_order,
    vendor_key,
    currency,
    billed_period,
    to_minor(sum(billed_cost), any_value(digits)) as amount
  from recon_document
  inner join recon_currency using (currency)
  where billed_period < $period and vendor_key is not null
  group by all
),
of_vendor as (
  select
    ledger.line_no,
    min(vendor_total.billed_period) as billed_period
  from recon_left_ledger as ledger
  inner join vendor_total
    on vendor_total.account_order = ledger.account_order
    and vendor_total.vendor_key = ledger.vendor_key
    and vendor_total.currency = ledger.document_currency
    and vendor_total.amount = ledger.match_amount
  where ledger.role = 'invoice' and ledger.kind = 'expense'
  group by ledger.line_no
  having count(*) = 1
),
found as (
  select * from of_document
  union all
  select of_vendor.*
  from of_vendor
  anti join of_document using (line_no)
)
select * from found;

insert into recon_item_line
with
part as (
  select
    ledger.*,
    earlier.billed_period
  from recon_left_ledger as ledger
  left join recon_earlier_invoice as earlier using (line_no)
  where ledger.role = 'reversal' or earlier.billed_period is not null
)
select
  case role when 'reversal' then 'accrual-reversal' else 'cut-off' end as type,
  case role
    when 'reversal' then 'reversal ' || coalesce(vendor_key, '')
    else 'earlier ' || coalesce(document_key, vendor_key, '')
  end as group_key,
  account_order,
  'ledger' as side,
  line_no,
  open_amount as amount,
  true as is_whole,
  least(coalesce(billed_period, $period_before), $period) as first_period,
  case when billed_period > $period then billed_period end as clears_period,
  billed_period as note
from part;

create or replace temp table recon_accruing_vendor as
with
accruing as (
  select
    account_order,
    coalesce(vendor_key, '') as vendor_key
  from recon_left_ledger
  where role = 'accrual' and kind = 'expense'
  group by all
)
select * from accruing;

insert into recon_item_line
with
covered as (
  select
    billing.*,
    coalesce(own.vendor_key, anyone.vendor_key) as accrued_vendor
  from recon_left_billing as billing
  left join recon_accruing_vendor as own
    on own.account_order = billing.account_order and own.vendor_key = billing.vendor_key
  left join recon_accruing_vendor as anyone
    on anyone.account_order = billing.account_order and anyone.vendor_key = ''
  left join recon_posted_document as posted
    on posted.account_order = billing.account_order
    and posted.document_key = billing.document_key
  where
    billing.charge_kind in ('regular', 'tax')
    and billing.part = 'expense'
    and billing.role = 'invoice'
    and posted.document_key is null
)
select
  'cut-off' as type,
  'unposted ' || coalesce(document_key, vendor_key, '') as group_key,
  account_order,
  'billing' as side,
  line_no,
  open_amount as amount,
  true as is_whole,
  $period as first_period,
  $period_after as clears_period,
  null as note
from covered
where accrued_vendor is not null;

insert into recon_item_line
select
  'accrual' as type,
  'accrual ' || coalesce(vendor_key, '') as group_key,
  account_order,
  'ledger' as side,
  line_no,
  open_amount as amount,
  true as is_whole,
  $period as first_period,
  $period_after as clears_period,
  null as note
from recon_left_ledger
where role = 'accrual' and kind = 'expense';

insert into recon_item_line
with
elsewhere as (
  select
    account_order,
    document_key,
    min(period) as period
  from recon_ledger
  where scope in ('later', 'earlier') and role in ('invoice', 'tax') and document_key is not null
  group by all
),
posted as (
  select
    billing.*,
    elsewhere.period as posted_period
  from recon_left_billing as billing
  inner join elsewhere
    on elsewhere.account_order = billing.account_order
    and elsewhere.document_key = billing.document_key
  where not exists (
    select 1
    from recon_posted_document as here
    where
      here.account_order = billing.account_order
      and here.document_key = billing.document_key
  )
)
select
  'cut-off' as type,
  'elsewhere ' || document_key as group_key,
  account_order,
  'billing' as side,
  line_no,
  open_amount as amount,
  true as is_whole,
  $period as first_period,
  case when posted_period > $period then posted_period end as clears_period,
  posted_period as note
from posted
