-- grain: one row per setting a close depends on
-- unit and sign: none
-- source: workspace_setting
-- depends on: nothing
-- checks: none
select key, value
from workspace_setting
where key in ('entity', 'currency')
order by key
