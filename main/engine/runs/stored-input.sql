-- grain: one row per thing a stored run was made of
-- unit and sign: none
-- source: run_input
-- depends on: run_input
-- checks: none
select
  kind,
  name,
  content
from run_input
where run_id = $run_id
order by kind, name, content
