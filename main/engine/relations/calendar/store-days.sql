-- grain: one row per day of the workspace's calendar
-- unit and sign: none
-- source: workspace_period
-- depends on: workspace_period
-- checks: periods do not overlap, so a day is in one
insert into workspace_day
select
  cast(unnest(generate_series(first_day, last_day, interval 1 day)) as date) as day,
  period
from workspace_period
