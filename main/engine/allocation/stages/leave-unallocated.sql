-- grain: one row per segment and pool that still holds something at the end
-- unit and sign: billing currency; cost positive, credit negative
-- source: draft_move, draft_taking, draft_target
-- depends on: move-parts.sql
-- checks: afterwards no pool holds anything
insert into draft_move
with
held as (
  select draft_move.*
  from draft_move
  join draft_target on draft_target.code = draft_move.target and draft_target.is_pool
  where not exists (
    select 1
    from draft_taking
    where draft_taking.pool = draft_move.target and draft_taking.stage > draft_move.stage
  )
),
left_over as (
  select
    segment_id,
    scope_id,
    cast($stage as integer) as stage,
    cast(null as integer) as rule_number,
    target as pool,
    'unallocated' as target,
    cast(1 as bigint) as weight,
    cast(1 as bigint) as weight_total,
    sum(billed_cost) as billed_cost,
    sum(effective_cost) as effective_cost,
    sum(contracted_cost) as contracted_cost,
    sum(list_cost) as list_cost
  from held
  group by segment_id, scope_id, target
)
select * from left_over
