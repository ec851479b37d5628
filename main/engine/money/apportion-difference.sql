-- grain: one row
-- unit and sign: a count of pools whose parts do not re-add to them
-- source: apportion_pool, apportion_part
-- depends on: apportion.sql
-- checks: zero
with
split as (
  select pool_key, sum(amount) as amount
  from apportion_part
  group by pool_key
),
compared as (
  select apportion_pool.amount is distinct from split.amount as is_different
  from apportion_pool
  left join split using (pool_key)
)
select count(*) as pools from compared where is_different
