-- grain: one row per charge whose dates cannot be, and what was tested
-- unit and sign: billing currency; cost positive, credit negative
-- source: bill
-- depends on: bill
-- checks: columns as in define.ts
with
row as (
  select
    *,
    case
      when charge_period_end < charge_period_start then 'charge period that ends before it begins'
      when billing_period_end <= billing_period_start
        then 'billing period that ends before it begins'
      when
        charge_category = 'Usage'
        and charge_period_start
          >= coalesce(billing_period_end, billing_period_start + interval 1 month) + interval 1 day
        then 'usage after its billing period'
    end as subject
  from bill
  where $period is null or billed_period = $period
)
select
  subject,
  billed_period as period,
  source_file_id,
  row_index as place,
  billing_currency as currency,
  coalesce(nullif(billed_cost, 0), effective_cost) as amount,
  concat_ws(
    '|', service_name, resource_id, charge_period_start, charge_period_end, billing_period_start,
    billing_period_end, billed_cost
  ) as evidence,
  concat(
    strftime(charge_period_start, '%Y-%m-%d'), ' to ', strftime(charge_period_end, '%Y-%m-%d'),
    ' in the billing period from ', strftime(billing_period_start, '%Y-%m-%d')
  ) as note,
  cast(null as bigint) as tested
from row
where subject is not null
union all
select null, billed_period, null, null, null, null, null, null, count(*)
from row
group by all
