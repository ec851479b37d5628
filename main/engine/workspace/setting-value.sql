-- grain: the value of one setting, or no row
-- unit and sign: none
-- source: workspace_setting
-- depends on: nothing
-- checks: one row at most
select value
from workspace_setting
where key = $key
