-- grain: one row per weight set and target
-- unit and sign: dimensionless; zero or more
-- source: the weighings of a batch of rules
-- depends on: weigh-rules.ts
-- checks: none
create or replace temp table apportion_weight as
with
listed as (
  select
    cast(unnest($weight_sets) as bigint) as weight_set,
    unnest($targets) as target,
    cast(unnest($weights) as hugeint) as weight
)
select * from listed
