-- grain: one row per rule, scope and cost basis, with the weights that split it
-- unit and sign: none
-- source: the weighings of a batch of rules
-- depends on: weigh-rules.ts
-- checks: none
create or replace temp table draft_weight_set as
with
listed as (
  select
    cast(unnest($numbers) as integer) as rule_number,
    cast(unnest($scopes) as integer) as scope_id,
    unnest($bases) as basis,
    cast(unnest($weight_sets) as bigint) as weight_set
)
select * from listed
