-- grain: one row per effect of a run
-- unit and sign: reporting currency; closing − opening
-- source: variance_effect
-- depends on: variance_effect
-- checks: Σ effects = the run's closing − opening
select effect, cast(sum(amount) as decimal(38, 12)) as amount
from variance_effect
where run_id = $run_id
group by effect
order by effect
