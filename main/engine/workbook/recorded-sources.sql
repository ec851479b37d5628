-- grain: one row per active file, in the order of import
-- unit and sign: counts of records
-- source: source_file, audit_event
-- depends on: nothing
-- checks: none
with
arrival as (
  select subject as source_file_id, max(sequence) as position
  from audit_event
  where action = 'file-imported'
  group by subject
)
select
  source_file.file_name,
  source_file.sha256,
  source_file.format,
  source_file.dataset,
  source_file.mapping,
  source_file.columns,
  source_file.records_rejected
from source_file
left join arrival using (source_file_id)
where source_file.is_active
order by
  coalesce(arrival.position, source_file.imported_sequence), source_file.source_file_id
