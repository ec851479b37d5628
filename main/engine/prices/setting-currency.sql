-- grain: the workspace's reporting currency, or no row
-- unit and sign: none
-- source: workspace_setting
-- depends on: workspace_setting
-- checks: none
select value
from workspace_setting
where key = 'currency'
