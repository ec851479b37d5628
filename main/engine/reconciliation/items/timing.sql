-- grain: recon_item_line rows for accruals and for charges of the period posted in another
-- unit and sign: run currency; each side's own sign
-- source: recon_left_ledger, recon_ledger, recon_left_billing, recon_document_spare
-- depends on: recon_item_line, earlier-invoices.sql
-- checks: Σ = accruals − reversals + earlier invoices − charges not posted (methods.md 3.2)
create or replace temp table recon_accruing_vendor as
with
accrued as (
  select
    account_order,
    coalesce(vendor_key, '') as vendor_key,
    open_amount,
    line_date,
    count(*) as lines
  from recon_left_ledger
  where role = 'accrual' and kind = 'expense'
  group by all
),
followed as (
  select
    *,
    lead(line_date) over (
      partition by account_order, vendor_key, open_amount order by line_date
    ) as next_date
  from accrued
),
-- An accrual that is taken back within the period covers nothing at its end.
standing as (
  select
    followed.*,
    lines - least(lines, (
      select count(*)
      from recon_ledger as reversal
      where
        reversal.scope = 'current'
        and reversal.role = 'reversal'
        and reversal.account_order = followed.account_order
        and coalesce(reversal.vendor_key, '') = followed.vendor_key
        and reversal.amount = - followed.open_amount
        and reversal.line_date > followed.line_date
        and (followed.next_date is null or reversal.line_date <= followed.next_date)
    )) as standing
  from followed
),
accruing as (
  select account_order, vendor_key, cast(sum(open_amount * standing) as decimal(38, 12)) as amount
  from standing
  group by all
  having sum(standing) > 0
)
select * from accruing;

create or replace temp table recon_accrued_charge as
with
covered as (
  select
    billing.account_order,
    billing.line_no,
    billing.open_amount,
    coalesce(billing.document_key, billing.vendor_key, '') as document,
    coalesce(own.vendor_key, anyone.vendor_key) as accrued_vendor,
    coalesce(own.amount, anyone.amount) as accrued
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
),
summed as (
  select
    *,
    sum(open_amount) over (partition by account_order, accrued_vendor) as charged,
    sum(open_amount) over (
      partition by account_order, accrued_vendor
      order by line_no
      rows unbounded preceding
    ) as running
  from covered
  where accrued_vendor is not null
),
split as (
  select
    *,
    accrued * 4 >= charged * 3 as is_covered,
    least(running, accrued) - least(running - open_amount, accrued) as accrued_part
  from summed
)
select
  *,
  cast(case when is_covered then open_amount else accrued_part end as decimal(38, 12))
    as amount,
  concat_ws('|', accrued, charged) as note
from split;

insert into recon_item_line
select
  'cut-off' as type,
  'unposted ' || case when is_covered then document else chr(31) || accrued_vendor end
    as group_key,
  account_order,
  'billing' as side,
  line_no,
  amount,
  true as is_whole,
  $period as first_period,
  $period_after as clears_period,
  note
from recon_accrued_charge
where amount <> 0;

insert into recon_item_line
select
  'missing-in-ledger' as type,
  'beyond ' || accrued_vendor as group_key,
  account_order,
  'billing' as side,
  line_no,
  open_amount - amount as amount,
  true as is_whole,
  $period as first_period,
  $period_after as clears_period,
  note
from recon_accrued_charge
where open_amount <> amount;

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

create or replace temp table recon_posted_elsewhere as
with
open_document as (
  select
    account_order,
    document_key,
    currency,
    to_minor(sum(billed), any_value(digits)) as amount,
    count(*) * minor_unit(any_value(digits)) as reach
  from recon_left_billing as billing
  where
    part = 'expense'
    and document_key is not null
    and not exists (
      select 1
      from recon_posted_document as here
      where
        here.account_order = billing.account_order
        and here.document_key = billing.document_key
    )
  group by all
)
select
  open_document.account_order,
  open_document.document_key,
  min(spare.posted_period) as posted_period,
  bool_and(
    case
      when spare.currency <> open_document.currency then spare.billed_period is null
      else
        sign(open_document.amount) = - sign(spare.unposted)
        and abs(open_document.amount) <= abs(spare.unposted) + open_document.reach
    end
  ) as is_whole,
  bool_or(spare.unposted <> 0 and sign(open_document.amount) = - sign(spare.unposted)) as is_part
from open_document
inner join recon_document_spare as spare using (account_order, document_key)
where spare.posted_period is not null
group by open_document.account_order, open_document.document_key;

insert into recon_part_posted by name
select
  'billing' as side,
  billing.line_no
from recon_left_billing as billing
inner join recon_posted_elsewhere as elsewhere using (account_order, document_key)
where not elsewhere.is_whole and elsewhere.is_part;

insert into recon_item_line
select
  'cut-off' as type,
  'elsewhere ' || billing.document_key as group_key,
  billing.account_order,
  'billing' as side,
  billing.line_no,
  billing.open_amount as amount,
  true as is_whole,
  $period as first_period,
  case when elsewhere.posted_period > $period then elsewhere.posted_period end as clears_period,
  elsewhere.posted_period as note
from recon_left_billing as billing
inner join recon_posted_elsewhere as elsewhere using (account_order, document_key)
where elsewhere.is_whole
