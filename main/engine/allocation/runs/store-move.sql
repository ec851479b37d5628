-- grain: one row per run, stage, segment, pool, target and weight
-- unit and sign: billing currency; cost positive, credit negative
-- source: draft_move, draft_target
-- depends on: leave-unallocated.sql
-- checks: Σ of the final rows = Σ in, per entity, currency and cost basis
insert into allocation_move
with
rule as (
  select
    cast(unnest($rule_numbers) as integer) as rule_number,
    unnest($rule_ids) as rule_id
),
stored as (
  select
    $run_id as run_id,
    stage,
    rule_id,
    segment_id,
    pool,
    target,
    weight,
    weight_total,
    not coalesce(is_pool, false) as is_final,
    billed_cost,
    effective_cost,
    contracted_cost,
    list_cost
  from draft_move
  left join rule using (rule_number)
  left join draft_target on draft_target.code = draft_move.target
)
select * from stored
