-- grain: one row per further currency of an account and month, and how many accounts were tested
-- unit and sign: billing currency; cost positive, credit negative
-- source: bill
-- depends on: bill
-- checks: columns as in define.ts; the currency with most charges is the account's own
with
part as (
  select
    concat_ws(' ', provider_name, billing_account_id) as subject,
    billed_period as period,
    billing_currency as currency,
    count(*) as charges,
    min(source_file_id) as source_file_id,
    arg_min(row_index, source_file_id) as place,
    cast(sum(billed_cost) as decimal(38, 12)) as amount
  from bill
  where $period is null or billed_period = $period
  group by all
),
ranked as (
  select
    *,
    row_number() over (
      partition by subject, period order by charges desc, currency
    ) as rank
  from part
)
select
  subject,
  period,
  source_file_id,
  place,
  currency,
  amount,
  concat_ws('|', currency, charges, amount) as evidence,
  concat(charges, ' charges in ', currency) as note,
  cast(null as bigint) as tested
from ranked
where rank > 1
union all
select null, period, null, null, null, null, null, null, count(*)
from ranked
where rank = 1
group by all
