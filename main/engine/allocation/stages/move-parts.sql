-- grain: one row per split amount and target with a part
-- unit and sign: billing currency; cost positive, credit negative
-- source: apportion_part, draft_inflow
-- depends on: money/apportion.sql
-- checks: parts of zero are left out
insert into draft_move
with
moved as (
  select
    draft_inflow.segment_id,
    draft_inflow.basis,
    cast($stage as integer) as stage,
    draft_inflow.rule_number,
    draft_inflow.pool,
    apportion_part.target,
    apportion_part.weight,
    apportion_part.weight_total,
    apportion_part.amount
  from apportion_part
  join draft_inflow using (pool_key)
  where apportion_part.amount <> 0
)
select * from moved
