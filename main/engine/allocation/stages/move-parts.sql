-- grain: one row per segment, rule and target with a part, its four costs side by side
-- unit and sign: billing currency; cost positive, credit negative
-- source: apportion_part, apportion_pool, draft_weighed
-- depends on: money/apportion.sql
-- checks: parts of zero are left out; bases with different weights stay apart
insert into draft_move
with
part as (
  select
    draft_weighed.segment_id,
    draft_weighed.scope_id,
    draft_weighed.rule_number,
    draft_weighed.pool,
    draft_weighed.basis,
    apportion_part.target,
    cast(apportion_part.weight as bigint) as weight,
    cast(apportion_part.weight_total as bigint) as weight_total,
    apportion_part.amount
  from draft_weighed
  join apportion_pool using (weight_set, amount)
  join apportion_part using (pool_key)
  where apportion_part.amount <> 0
),
moved as (
  select
    segment_id,
    any_value(scope_id) as scope_id,
    cast($stage as integer) as stage,
    rule_number,
    any_value(pool) as pool,
    target,
    weight,
    weight_total,
    sum(case when basis = 'billed' then amount else 0 end) as billed_cost,
    sum(case when basis = 'effective' then amount else 0 end) as effective_cost,
    sum(case when basis = 'contracted' then amount else 0 end) as contracted_cost,
    sum(case when basis = 'list' then amount else 0 end) as list_cost
  from part
  group by segment_id, rule_number, target, weight, weight_total
)
select * from moved
