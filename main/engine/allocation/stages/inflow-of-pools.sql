-- grain: one row per segment and cost basis on a pool that the given rules of a stage take
-- unit and sign: billing currency; cost positive, credit negative
-- source: draft_move, draft_taking, draft_segment
-- depends on: draft-move.sql
-- checks: a move is taken by the first stage after its own that takes its pool, and by no other
create or replace temp table draft_inflow as
with
taking as (
  select rule_number, pool
  from draft_taking
  where stage = $stage and list_contains($rules, cast(rule_number as varchar))
),
waiting as (
  select draft_move.*
  from draft_move
  where draft_move.stage < $stage
    and not exists (
      select 1
      from draft_taking
      where draft_taking.pool = draft_move.target
        and draft_taking.stage > draft_move.stage
        and draft_taking.stage < $stage
    )
),
held as (
  select waiting.segment_id, waiting.basis, taking.rule_number, taking.pool,
    sum(waiting.amount) as amount
  from waiting
  join taking on taking.pool = waiting.target
  group by all
),
taken as (
  select
    row_number() over () as pool_key,
    held.segment_id,
    held.basis,
    draft_segment.entity,
    draft_segment.billing_currency,
    held.rule_number,
    held.pool,
    held.amount
  from held
  join draft_segment using (segment_id)
  where held.amount <> 0
)
select * from taken
