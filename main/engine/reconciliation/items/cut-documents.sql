-- grain: recon_item_line rows for invoices that the ledger posts whole and the calendar cuts
-- unit and sign: run currency; each side's own sign
-- source: recon_left_ledger, recon_left_billing, recon_document_spare
-- depends on: recon_item_line, earlier-invoices.sql
-- checks: what is posted now is what is billed now and in other periods, none of it posted there
create or replace temp table recon_cut_document as
with
posted as (
  select
    account_order,
    document_key,
    document_currency as currency,
    sum(match_amount) as amount,
    count(*) as lines
  from recon_left_ledger
  where role in ('invoice', 'tax') and kind = 'expense' and document_key is not null
  group by all
),
billed as (
  select
    account_order,
    document_key,
    currency,
    to_minor(sum(billed), any_value(digits)) as amount,
    count(*) as lines
  from recon_left_billing
  where part = 'expense' and document_key is not null
  group by all
)
select
  posted.account_order,
  posted.document_key,
  spare.billed_period
from posted
inner join billed using (account_order, document_key, currency)
inner join recon_document_spare as spare using (account_order, document_key, currency)
where
  spare.billed_period is not null
  and spare.unposted <> 0
  and abs(posted.amount - billed.amount - spare.unposted)
    <= (posted.lines + billed.lines) * minor_unit(spare.digits);

insert into recon_item_line
with
part as (
  select
    'ledger' as side,
    left_line.line_no,
    left_line.account_order,
    left_line.document_key,
    left_line.open_amount,
    cut.billed_period
  from recon_left_ledger as left_line
  inner join recon_cut_document as cut using (account_order, document_key)
  where left_line.role in ('invoice', 'tax') and left_line.kind = 'expense'
  union all
  select
    'billing',
    left_line.line_no,
    left_line.account_order,
    left_line.document_key,
    left_line.open_amount,
    cut.billed_period
  from recon_left_billing as left_line
  inner join recon_cut_document as cut using (account_order, document_key)
  where left_line.part = 'expense'
)
select
  'cut-off' as type,
  'cut ' || document_key as group_key,
  account_order,
  side,
  line_no,
  open_amount as amount,
  true as is_whole,
  least(billed_period, $period) as first_period,
  case when billed_period > $period then billed_period end as clears_period,
  billed_period as note
from part
