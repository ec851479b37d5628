-- grain: one row per segment and cost basis on a pool that the given rules of a stage take
-- unit and sign: billing currency; cost positive, credit negative
-- source: draft_move, draft_taking
-- depends on: draft-move.sql
-- checks: a move is taken by the first stage after its own that takes its pool, and by no other
create or replace temp table draft_inflow as
with
taking as (
  select rule_number, pool
  from draft_taking
  where stage = $stage and list_contains($rules, cast(rule_number as varchar))
),
on_pool as (
  select draft_move.*, taking.rule_number as taken_by
  from draft_move
  join taking on taking.pool = draft_move.target
  where draft_move.stage < $stage
),
taken as (
  select
    segment_id,
    scope_id,
    taken_by as rule_number,
    target as pool,
    sum(billed_cost) as billed_cost,
    sum(effective_cost) as effective_cost,
    sum(contracted_cost) as contracted_cost,
    sum(list_cost) as list_cost
  from on_pool
  where not exists (
    select 1
    from draft_taking
    where draft_taking.pool = on_pool.target
      and draft_taking.stage > on_pool.stage
      and draft_taking.stage < $stage
  )
  group by segment_id, scope_id, taken_by, target
),
by_basis as (
  select *
  from taken unpivot (
    amount for basis in (
      billed_cost as billed,
      effective_cost as effective,
      contracted_cost as contracted,
      list_cost as list
    )
  )
)
select * from by_basis where amount <> 0
