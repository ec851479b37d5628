-- grain: one row per run, cost basis, stage, segment, pool and target
-- unit and sign: billing currency; cost positive, credit negative
-- source: draft_move, draft_target
-- depends on: leave-unallocated.sql
-- checks: Σ of the final rows = Σ in, per entity, currency and cost basis
insert into allocated_segment
with
rule as (
  select unnest($rule_numbers) as rule_number, unnest($rule_ids) as rule_id
),
stored as (
  select
    $run_id as run_id,
    basis,
    stage,
    rule_id,
    segment_id,
    pool,
    target,
    weight,
    weight_total,
    amount,
    not coalesce(is_pool, false) as is_final
  from draft_move
  left join rule on rule.rule_number = cast(draft_move.rule_number as varchar)
  left join draft_target on draft_target.code = draft_move.target
)
select * from stored
