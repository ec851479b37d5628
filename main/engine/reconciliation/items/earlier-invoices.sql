-- grain: recon_item_line rows for reversals and for bills of another period posted now
-- unit and sign: run currency; each side's own sign
-- source: recon_left_ledger, recon_ledger, recon_document, active_ledger_entry
-- depends on: recon_item_line
-- checks: a bill is posted now only as far as no line of another period has posted it
create or replace temp table recon_document_spare as
with
billed as (
  select
    account_order,
    invoice_key as document_key,
    currency,
    min(billed_period) as billed_period,
    sum(billed_cost) as amount
  from recon_document
  where billed_period <> $period and invoice_key is not null
  group by all
),
posted as (
  select
    account_order,
    document_key,
    document_currency as currency,
    min(period) as period,
    sum(match_amount) as amount
  from recon_ledger
  where
    scope <> 'current' and kind = 'expense' and role = 'invoice' and document_key is not null
  group by all
)
select
  coalesce(billed.account_order, posted.account_order) as account_order,
  coalesce(billed.document_key, posted.document_key) as document_key,
  coalesce(billed.currency, posted.currency) as currency,
  billed.billed_period,
  posted.period as posted_period,
  to_minor(coalesce(billed.amount, 0), recon_currency.digits) - coalesce(posted.amount, 0)
    as unposted,
  recon_currency.digits
from billed
full join posted using (account_order, document_key, currency)
inner join recon_currency on recon_currency.currency = coalesce(billed.currency, posted.currency);

create or replace temp table recon_part_posted as
with
now as (
  select
    account_order,
    document_key,
    document_currency as currency,
    coalesce(sum(match_amount) filter (role = 'invoice'), 0) as amount,
    count(*) as lines
  from recon_left_ledger
  where
    role in ('invoice', 'tax')
    and kind = 'expense'
    and document_key is not null
  group by all
),
of_document as (
  select
    now.account_order,
    now.document_key,
    min(spare.billed_period) as billed_period,
    bool_and(
      case
        when spare.currency <> now.currency then spare.posted_period is null
        else
          now.amount = 0
          or (
            sign(now.amount) = sign(spare.unposted)
            and abs(now.amount) <= abs(spare.unposted) + now.lines * minor_unit(spare.digits)
          )
      end
    ) as is_earlier,
    bool_and(spare.unposted = 0) as is_posted
  from now
  inner join recon_document_spare as spare
    on spare.account_order = now.account_order
    and spare.document_key = now.document_key
  where
    spare.billed_period is not null
    and not exists (
      select 1
      from recon_billing as billing
      where
        billing.account_order = now.account_order
        and billing.document_key = now.document_key
    )
  group by now.account_order, now.document_key
)
select
  'ledger' as side,
  ledger.line_no,
  of_document.billed_period,
  of_document.is_earlier,
  of_document.is_posted
from recon_left_ledger as ledger
inner join of_document using (account_order, document_key)
where ledger.role in ('invoice', 'tax') and ledger.kind = 'expense';

create or replace temp table recon_vendor_month as
with
billed as (
  select
    account_order,
    vendor_key,
    currency,
    billed_period,
    to_minor(sum(billed_cost), any_value(digits)) as amount,
    list(invoice_key) filter (invoice_key is not null) as documents
  from recon_document
  inner join recon_currency using (currency)
  where billed_period < $period and vendor_key is not null
  group by all
),
earlier as (
  select *
  from recon_ledger
  where scope = 'earlier' and role in ('invoice', 'tax') and vendor_key is not null
),
posted as (
  select account_order, vendor_key, document_currency, period, match_amount as amount
  from earlier
  union
  select account_order, vendor_key, document_currency, period, sum(match_amount) as amount
  from earlier
  where document_key is not null
  group by account_order, vendor_key, document_currency, period, document_key
  union
  select account_order, vendor_key, document_currency, period, sum(match_amount) as amount
  from earlier
  group by account_order, vendor_key, document_currency, period
),
unposted as (
  select *
  from billed
  where
    billed_period in (select period from active_ledger_entry)
    and not exists (
      select 1
      from posted
      where
        posted.account_order = billed.account_order
        and posted.vendor_key = billed.vendor_key
        and posted.period >= billed.billed_period
        and (posted.amount = billed.amount or posted.document_currency <> billed.currency)
    )
    and not exists (
      select 1
      from recon_ledger
      where
        recon_ledger.account_order = billed.account_order
        and list_contains(billed.documents, recon_ledger.document_key)
    )
)
select * from unposted;

create or replace temp table recon_earlier_invoice as
with
of_document as (
  select
    line_no,
    billed_period,
    true as is_of_document
  from recon_part_posted
  where is_earlier
),
candidate as (
  select
    ledger.line_no,
    month.account_order,
    month.vendor_key,
    month.currency,
    month.billed_period
  from recon_left_ledger as ledger
  inner join recon_vendor_month as month
    on month.account_order = ledger.account_order
    and month.vendor_key = ledger.vendor_key
    and month.currency = ledger.document_currency
    and month.amount = ledger.match_amount
  anti join recon_part_posted on recon_part_posted.line_no = ledger.line_no
  where ledger.role = 'invoice' and ledger.kind = 'expense'
),
counted as (
  select
    *,
    count(*) over (partition by line_no) as months,
    count(*) over (partition by account_order, vendor_key, currency, billed_period) as lines
  from candidate
)
select * from of_document
union all
select
  line_no,
  billed_period,
  false as is_of_document
from counted
where months = 1 and lines = 1;

delete from recon_part_posted
where is_earlier or is_posted;

insert into recon_item_line
with
part as (
  select
    ledger.*,
    earlier.billed_period,
    earlier.is_of_document
  from recon_left_ledger as ledger
  left join recon_earlier_invoice as earlier using (line_no)
  where ledger.role = 'reversal' or earlier.billed_period is not null
)
select
  case role when 'reversal' then 'accrual-reversal' else 'cut-off' end as type,
  case role
    when 'reversal' then 'reversal ' || coalesce(vendor_key, '')
    else
      case when is_of_document then 'earlier ' else 'amount ' end
      || coalesce(document_key, vendor_key, '')
  end as group_key,
  account_order,
  'ledger' as side,
  line_no,
  open_amount as amount,
  true as is_whole,
  least(coalesce(billed_period, $period_before), $period) as first_period,
  case when billed_period > $period then billed_period end as clears_period,
  billed_period as note
from part
