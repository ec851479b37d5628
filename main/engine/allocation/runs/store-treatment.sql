-- grain: one row per run and rule that says how it treats what it takes
-- unit and sign: none
-- source: parameters
-- depends on: allocation_treatment
-- checks: one treatment per rule
insert into allocation_treatment
with
flagged as (
  select
    $run_id as run_id,
    unnest($rule_ids) as rule_id,
    unnest($treatments) as treatment
)
select * from flagged
