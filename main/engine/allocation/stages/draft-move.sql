-- grain: one row per segment, cost basis and target that charges reach directly
-- unit and sign: billing currency; cost positive, credit negative
-- source: draft_amount
-- depends on: draft-amount.sql
-- checks: every amount without a rule or with a named target is here once
create or replace temp table draft_move as
with
placed as (
  select
    segment_id,
    basis,
    1 as stage,
    rule_number,
    cast(null as varchar) as pool,
    coalesce(named_target, 'unallocated') as target,
    cast(1 as hugeint) as weight,
    cast(1 as hugeint) as weight_total,
    amount
  from draft_amount
  where rule_number is null or named_target is not null
)
select * from placed
