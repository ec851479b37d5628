-- grain: one row per segment that a direct rule, or no rule, places
-- unit and sign: billing currency; cost positive, credit negative
-- source: draft_segment
-- depends on: the queries of compile-rules.ts
-- checks: every segment without a rule or with a named target is here once
create or replace temp table draft_move as
with
placed as (
  select
    segment_id,
    scope_id,
    1 as stage,
    rule_number,
    cast(null as varchar) as pool,
    coalesce(named_target, 'unallocated') as target,
    cast(1 as bigint) as weight,
    cast(1 as bigint) as weight_total,
    billed_cost,
    effective_cost,
    contracted_cost,
    list_cost
  from draft_segment
  where rule_number is null or named_target is not null
)
select * from placed
