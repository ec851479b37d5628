-- grain: at most one row: the calendar month a period of the workspace's calendar is called by
-- unit and sign: none
-- source: workspace_period
-- depends on: nothing
-- checks: no row where a period is a calendar month
select coalesce(nominal_month, strftime(last_day, '%Y-%m')) as month
from workspace_period
where period = $period
