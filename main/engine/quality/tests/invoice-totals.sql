-- grain: one row per invoice whose lines and charges differ, and how many invoices were tested
-- unit and sign: billing currency; charges less what the invoice states
-- source: bill, invoice details
-- depends on: bill, active_invoice_detail
-- checks: columns as in define.ts; each stated line may be rounded by half a cent
with
stated as (
  select
    invoice_id,
    billing_currency as currency,
    strftime(billing_period_start, '%Y-%m') as month,
    min(period_of(cast(billing_period_start as date))) as period,
    min(source_file_id) as source_file_id,
    arg_min(source_row, source_file_id) as place,
    count(*) as lines,
    sum(billed_cost) as amount
  from active_invoice_detail
  where $period is null or period_of(cast(billing_period_start as date)) = $period
  group by all
),
billed as (
  select invoice_id, billing_currency as currency, sum(billed_cost) as amount
  from bill
  where invoice_id in (select invoice_id from stated)
  group by all
),
-- Without a charge of the month there is nothing to hold an invoice against.
compared as (
  select stated.*, coalesce(billed.amount, 0) as billed
  from stated
  left join billed using (invoice_id, currency)
  where stated.month in (
    select strftime(billing_period_start, '%Y-%m') from bill where invoice_id is not null
  )
)
select
  invoice_id as subject,
  period,
  source_file_id,
  cast(null as bigint) as place,
  currency,
  cast(billed - amount as decimal(38, 12)) as amount,
  concat_ws('|', invoice_id, amount, billed) as evidence,
  concat(
    'invoice ', invoice_id, ' states ', cast(amount as decimal(38, 2)), ', its charges come to ',
    cast(billed as decimal(38, 2))
  ) as note,
  cast(null as bigint) as tested
from compared
where abs(billed - amount) * 200 > lines
union all
select null, period, null, null, null, null, null, null, count(*)
from compared
group by all
