-- grain: one row per period of the workspace's calendar
-- unit and sign: none
-- source: workspace_period
-- depends on: nothing
-- checks: none where a period is a calendar month
select
  period,
  fiscal_year,
  quarter,
  cast(first_day as varchar) as first_day,
  cast(last_day as varchar) as last_day
from workspace_period
order by first_day
