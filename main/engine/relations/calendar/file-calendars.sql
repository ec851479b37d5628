-- grain: one row per imported calendar
-- unit and sign: none
-- source: fiscal_period, source_file
-- depends on: nothing
-- checks: only files that are active
select
  coalesce(fiscal_period.calendar, '') as calendar,
  count(*) as periods,
  cast(min(fiscal_period.period_start) as varchar) as first_day,
  cast(max(fiscal_period.period_end) as varchar) as last_day,
  min(source_file.file_name) as file
from fiscal_period
inner join source_file using (source_file_id)
where source_file.is_active
group by all
order by calendar
