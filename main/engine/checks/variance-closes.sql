-- grain: one row per stored variance whose effects do not explain it
-- unit and sign: the run's currency; closing − opening
-- source: variance_run, variance_leaf, variance_effect
-- depends on: variance_run, variance_leaf, variance_effect
-- checks: no rows
with
run as (
  select
    run_id,
    opening,
    closing,
    json_extract_string(parameters, '$.from') as from_period,
    json_extract_string(parameters, '$.to') as to_period,
    json_extract_string(parameters, '$.currency') as currency
  from variance_run
),
leaf as (
  select run_id, sum(opening) as opening, sum(closing) as closing
  from variance_leaf
  group by run_id
),
effect as (
  select run_id, sum(amount) as amount
  from variance_effect
  group by run_id
),
compared as (
  select
    run.run_id,
    run.from_period,
    run.to_period,
    run.currency,
    run.closing - run.opening as movement,
    coalesce(effect.amount, 0) as explained,
    run.opening = coalesce(leaf.opening, 0) and run.closing = coalesce(leaf.closing, 0)
      as is_whole
  from run
  left join leaf using (run_id)
  left join effect using (run_id)
)
select
  from_period,
  to_period,
  currency,
  cast(movement as decimal(38, 12)) as movement,
  cast(explained as decimal(38, 12)) as explained
from compared
where
  ($period is null or to_period = $period)
  and (movement <> explained or not is_whole)
order by to_period, from_period, run_id
