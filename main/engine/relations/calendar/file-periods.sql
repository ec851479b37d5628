-- grain: one row per period of the imported calendar of that name
-- unit and sign: none
-- source: fiscal_period, source_file
-- depends on: nothing
-- checks: only files that are active
select
  source_file.file_name,
  fiscal_period.source_row,
  fiscal_period.fiscal_year,
  fiscal_period.fiscal_period,
  cast(fiscal_period.period_start as varchar) as first_day,
  cast(fiscal_period.period_end as varchar) as last_day
from fiscal_period
inner join source_file using (source_file_id)
where source_file.is_active and coalesce(fiscal_period.calendar, '') = $calendar
order by
  fiscal_period.period_start, fiscal_period.period_end, source_file.file_name,
  fiscal_period.source_row
