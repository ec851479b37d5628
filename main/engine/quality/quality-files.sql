-- grain: one row per active file and period it covers; one without period where it names none
-- unit and sign: none
-- source: source_file, source_file_total
-- depends on: source_file, source_file_total
-- checks: every active file at least once
select
  source_file.source_file_id,
  source_file.file_name,
  source_file.dataset,
  total.period
from source_file
left join (
  select distinct source_file_id, period from source_file_total where period is not null
) as total using (source_file_id)
where source_file.is_active
order by source_file.source_file_id, total.period
