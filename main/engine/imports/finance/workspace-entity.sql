-- grain: one row at most
-- unit and sign: none
-- source: workspace_setting
-- depends on: workspace_setting
-- checks: the legal entity of files that name none
select value
from workspace_setting
where key = 'entity'
