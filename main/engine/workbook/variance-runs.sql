-- grain: one row per stored decomposition, latest first
-- unit and sign: the run's currency
-- source: variance_run
-- depends on: variance_run
-- checks: none
select run_id, parameters, opening, closing
from variance_run
order by sequence desc, run_id
