-- grain: one row per amount and weight set: equal amounts over equal weights have equal parts
-- unit and sign: billing currency; cost positive, credit negative
-- source: draft_weighed
-- depends on: draft-weighed.sql
-- checks: none
create or replace temp table apportion_pool as
with
distinct_amount as (
  select distinct weight_set, amount from draft_weighed
),
numbered as (
  select row_number() over () as pool_key, amount, weight_set from distinct_amount
)
select * from numbered
