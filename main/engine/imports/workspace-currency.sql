-- grain: one row where the workspace's currency is set
-- unit and sign: none
-- source: workspace_setting
-- depends on: workspace_setting
-- checks: none
select value
from workspace_setting
where key = 'currency'
