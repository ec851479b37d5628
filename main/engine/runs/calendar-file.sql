-- grain: one row per active file of the calendar of that name
-- unit and sign: none
-- source: active_fiscal_period
-- depends on: active_fiscal_period
-- checks: none
select distinct source_file_id
from active_fiscal_period
where coalesce(calendar, '') = $calendar
order by source_file_id
