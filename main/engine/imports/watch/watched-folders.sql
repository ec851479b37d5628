-- grain: at most one row, the folders a workspace watches
-- unit and sign: none
-- source: workspace_setting
-- depends on: workspace_setting
-- checks: none
select value
from workspace_setting
where key = 'watched_folders'
