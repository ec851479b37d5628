-- grain: one row where a calendar was set
-- unit and sign: none
-- source: workspace_setting
-- depends on: nothing
-- checks: none
select value
from workspace_setting
where key = 'calendar'
