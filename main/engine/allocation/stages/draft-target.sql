-- grain: one row per declared target
-- unit and sign: none
-- source: the rule set
-- depends on: run-stages.ts
-- checks: none
create or replace temp table draft_target as
with
listed as (
  select unnest($codes) as code, unnest($pools) = 'true' as is_pool
)
select * from listed
