-- grain: one row per active file whose records are not accounted for
-- unit and sign: counts of records
-- source: source_file, reject
-- depends on: source_file, reject
-- checks: no rows
with
rejected as (
  select source_file_id, count(*) as records
  from reject
  group by source_file_id
)
select
  source_file_id,
  file_name,
  records_physical as physical,
  records_loaded as loaded,
  records_rejected as rejected,
  records_blank as blank,
  records_skipped as skipped,
  coalesce(rejected.records, 0) as listed
from source_file
left join rejected using (source_file_id)
where
  is_active
  and (
    records_physical <> records_loaded + records_rejected + records_blank + records_skipped
    or records_rejected <> coalesce(rejected.records, 0)
  )
order by file_name, source_file_id
