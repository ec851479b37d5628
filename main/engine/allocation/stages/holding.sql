-- grain: one row per entity, currency, cost basis and target that already holds something
-- unit and sign: billing currency; cost positive, credit negative
-- source: draft_move, draft_taking
-- depends on: draft-move.sql
-- checks: what a pool has passed on is not held any more
with
moved as (
  select
    scope_id,
    target,
    stage,
    sum(billed_cost) as billed_cost,
    sum(effective_cost) as effective_cost,
    sum(contracted_cost) as contracted_cost,
    sum(list_cost) as list_cost
  from draft_move
  where stage < $stage or rule_number < $rule_number
  group by scope_id, target, stage
),
live as (
  select moved.*
  from moved
  where list_contains($targets, moved.target)
    and not exists (
      select 1
      from draft_taking
      where draft_taking.pool = moved.target
        and draft_taking.stage > moved.stage
        and draft_taking.stage <= $stage
    )
),
by_basis as (
  select *
  from live unpivot (
    amount for basis in (
      billed_cost as billed,
      effective_cost as effective,
      contracted_cost as contracted,
      list_cost as list
    )
  )
),
holding as (
  select scope_id, basis, target, sum(amount) as amount
  from by_basis
  group by scope_id, basis, target
)
select * from holding order by scope_id, basis, target
