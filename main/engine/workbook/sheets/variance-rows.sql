-- grain: one row per value of the run's first dimension
-- unit and sign: run currency; cost positive
-- source: variance_leaf
-- depends on: nothing
-- checks: Σ opening and Σ closing equal those of variance_run
select
  path_1 as name,
  cast(sum(opening) as decimal(38, 12)) as opening,
  cast(sum(closing) as decimal(38, 12)) as closing
from variance_leaf
where run_id = $run_id
group by path_1
order by abs(sum(closing) - sum(opening)) desc, path_1
