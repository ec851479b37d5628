-- grain: one row per active file
-- unit and sign: none
-- source: source_file, source_file_total
-- depends on: nothing
-- checks: none
with
covered as (
  select source_file_id, string_agg(distinct period, ', ' order by period) as periods
  from source_file_total
  where period is not null
  group by source_file_id
)
select
  source_file_id,
  file_name,
  sha256,
  bytes,
  format,
  dataset,
  records_physical,
  records_loaded,
  records_rejected,
  records_blank,
  records_skipped,
  covered.periods
from source_file
left join covered using (source_file_id)
where is_active
order by dataset, file_name, source_file_id
