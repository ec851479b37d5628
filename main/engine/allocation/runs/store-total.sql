-- grain: one row per run, entity, currency and cost basis
-- unit and sign: billing currency; cost positive, credit negative
-- source: charge for what went in; allocated_segment, allocation_segment for what came out
-- depends on: store-move.sql
-- checks: in = allocated + unallocated, read from the stored rows
insert into allocation_total
with
charge_sum as (
  select
    entity,
    billing_currency,
    sum(case when billed_period = $period then billed_cost end) as billed_cost,
    sum(case when effective_period = $period then effective_cost end) as effective_cost,
    sum(case when effective_period = $period then contracted_cost end) as contracted_cost,
    sum(case when effective_period = $period then list_cost end) as list_cost
  from charge
  where billed_period = $period or effective_period = $period
  group by entity, billing_currency
),
went_in as (
  select entity, billing_currency, 'billed' as basis, billed_cost as amount from charge_sum
  union all
  select entity, billing_currency, 'effective', effective_cost from charge_sum
  union all
  select entity, billing_currency, 'contracted', contracted_cost from charge_sum
  union all
  select entity, billing_currency, 'list', list_cost from charge_sum
),
came_out as (
  select
    entity,
    billing_currency,
    basis,
    sum(case when target <> 'unallocated' then amount else 0 end) as allocated,
    sum(case when target = 'unallocated' then amount else 0 end) as unallocated
  from allocated_segment
  join allocation_segment using (run_id, segment_id)
  where run_id = $run_id and is_final
  group by entity, billing_currency, basis
),
total as (
  select
    $run_id as run_id,
    entity,
    billing_currency,
    basis,
    coalesce(went_in.amount, 0) as amount_in,
    coalesce(came_out.allocated, 0) as amount_allocated,
    coalesce(came_out.unallocated, 0) as amount_unallocated
  from went_in
  full join came_out using (entity, billing_currency, basis)
)
select * from total order by entity, billing_currency, basis
