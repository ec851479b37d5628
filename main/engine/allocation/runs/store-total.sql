-- grain: one row per run, entity, currency and cost basis
-- unit and sign: billing currency; cost positive, credit negative
-- source: charge for what went in; allocation_move, allocation_segment for what came out
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
segment as (
  select segment_id, entity, billing_currency from allocation_segment where run_id = $run_id
),
final as (
  select
    segment_id,
    target = 'unallocated' as is_unallocated,
    billed_cost,
    effective_cost,
    contracted_cost,
    list_cost
  from allocation_move
  where run_id = $run_id and is_final
),
placed as (
  select
    entity,
    billing_currency,
    is_unallocated,
    sum(billed_cost) as billed_cost,
    sum(effective_cost) as effective_cost,
    sum(contracted_cost) as contracted_cost,
    sum(list_cost) as list_cost
  from final
  join segment using (segment_id)
  group by entity, billing_currency, is_unallocated
),
by_basis as (
  select *
  from placed unpivot (
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
    entity,
    billing_currency,
    basis,
    sum(case when is_unallocated then 0 else amount end) as allocated,
    sum(case when is_unallocated then amount else 0 end) as unallocated
  from by_basis
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
