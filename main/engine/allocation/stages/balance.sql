-- grain: one row per entity, currency and cost basis whose amounts do not re-add after a stage
-- unit and sign: billing currency; in − held
-- source: draft_segment, draft_move, draft_taking
-- depends on: move-parts.sql
-- checks: no rows
with
moved as (
  select
    scope_id,
    target,
    stage,
    -sum(billed_cost) as billed_cost,
    -sum(effective_cost) as effective_cost,
    -sum(contracted_cost) as contracted_cost,
    -sum(list_cost) as list_cost
  from draft_move
  group by scope_id, target, stage
),
held as (
  select moved.* exclude (target, stage)
  from moved
  where not exists (
    select 1
    from draft_taking
    where draft_taking.pool = moved.target
      and draft_taking.stage > moved.stage
      and draft_taking.stage <= $stage
  )
),
went_in as (
  select
    scope_id,
    sum(billed_cost) as billed_cost,
    sum(effective_cost) as effective_cost,
    sum(contracted_cost) as contracted_cost,
    sum(list_cost) as list_cost
  from draft_segment
  group by scope_id
),
both_sides as (
  select * from went_in
  union all
  select * from held
),
by_basis as (
  select *
  from both_sides unpivot (
    amount for basis in (
      billed_cost as billed,
      effective_cost as effective,
      contracted_cost as contracted,
      list_cost as list
    )
  )
),
difference as (
  select scope_id, basis, sum(amount) as amount
  from by_basis
  group by scope_id, basis
),
named as (
  select entity, billing_currency as currency, basis, amount
  from difference
  join (
    select distinct scope_id, entity, billing_currency from draft_scope
  ) using (scope_id)
)
select * from named where amount <> 0 order by entity, currency, basis
