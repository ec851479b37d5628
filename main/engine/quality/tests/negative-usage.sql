-- grain: one row per usage charge with a sign that usage has not, and what was tested
-- unit and sign: billing currency; cost positive, credit negative
-- source: bill
-- depends on: bill
-- checks: columns as in define.ts; credits, corrections and discounts of usage are none
with
usage as (
  select
    *,
    least(coalesce(pricing_quantity, 0), coalesce(consumed_quantity, 0)) as quantity,
    greatest(coalesce(billed_cost, 0), coalesce(effective_cost, 0)) as cost
  from bill
  where
    ($period is null or billed_period = $period)
    and charge_category = 'Usage'
    and charge_class is distinct from 'Correction'
),
marked as (
  select
    *,
    case
      when quantity < 0 and cost > 0 then 'negative quantity at a cost'
      when list_cost < 0 then 'negative list cost'
    end as subject
  from usage
)
select
  subject,
  billed_period as period,
  source_file_id,
  row_index as place,
  billing_currency as currency,
  case when quantity < 0 and cost > 0 then cost else list_cost end as amount,
  concat_ws(
    '|', service_name, charge_description, resource_id, charge_period_start, cost, quantity,
    list_cost
  ) as evidence,
  concat_ws(' · ', service_name, resource_id, charge_description) as note,
  cast(null as bigint) as tested
from marked
where subject is not null
union all
select null, billed_period, null, null, null, null, null, null, count(*)
from usage
group by all
