-- grain: one row per rule that takes a pool
-- unit and sign: none
-- source: the rules of the period
-- depends on: run-stages.ts
-- checks: a pool is taken at most once per stage
create or replace temp table draft_taking as
with
listed as (
  select
    cast(unnest($numbers) as integer) as rule_number,
    unnest($pools) as pool,
    cast(unnest($stages) as integer) as stage
),
taking as (
  select rule_number, pool, stage from listed where pool <> ''
)
select * from taking
