-- grain: one row per run, entity, currency and cost basis where an amount was lost or made
-- unit and sign: billing currency; cost positive, credit negative
-- source: allocation_total, allocation_segment, allocated_segment
-- depends on: allocation_total, allocated_segment
-- checks: no rows
with
segment as (
  select
    run_id,
    entity,
    billing_currency as currency,
    sum(billed_cost) as billed_cost,
    sum(effective_cost) as effective_cost,
    sum(contracted_cost) as contracted_cost,
    sum(list_cost) as list_cost
  from allocation_segment
  group by run_id, entity, billing_currency
),
went_in as (
  select run_id, entity, currency, basis, amount
  from segment unpivot (
    amount for basis in (
      billed_cost as billed,
      effective_cost as effective,
      contracted_cost as contracted,
      list_cost as list
    )
  )
),
came_out as (
  select
    run_id,
    entity,
    billing_currency as currency,
    basis,
    sum(case when target <> 'unallocated' then amount else 0 end) as allocated,
    sum(case when target = 'unallocated' then amount else 0 end) as unallocated
  from allocated_segment
  join allocation_segment using (run_id, segment_id)
  where is_final
  group by run_id, entity, billing_currency, basis
),
compared as (
  select
    run_id,
    period,
    entity,
    currency,
    basis,
    coalesce(total.amount_in, 0) as amount_in,
    coalesce(came_out.allocated, 0) as allocated,
    coalesce(came_out.unallocated, 0) as unallocated,
    coalesce(total.amount_in, 0) = coalesce(went_in.amount, 0)
      and coalesce(total.amount_allocated, 0) = coalesce(came_out.allocated, 0)
      and coalesce(total.amount_unallocated, 0) = coalesce(came_out.unallocated, 0)
      and coalesce(total.amount_in, 0)
        = coalesce(came_out.allocated, 0) + coalesce(came_out.unallocated, 0) as is_whole
  from went_in
  full join came_out using (run_id, entity, currency, basis)
  full join allocation_total as total using (run_id, entity, currency, basis)
  left join allocation_run using (run_id)
)
select run_id, period, entity, currency, basis, amount_in, allocated, unallocated
from compared
where not is_whole and ($period is null or period = $period)
order by period, run_id, entity, currency, basis
