-- grain: the one run with the given id, or none
-- unit and sign: reporting currency; cost positive, credit negative
-- source: variance_run
-- depends on: variance_run
-- checks: none
select run_id, parameters, opening, closing, leaves, fallbacks
from variance_run
where run_id = $run_id
