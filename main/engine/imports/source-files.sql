-- grain: one row per imported file
-- unit and sign: counts of records
-- source: source_file, finding
-- depends on: source_file, finding
-- checks: newest first, ties by id
with
counted as (
  select source_file_id, count(*) as findings
  from finding
  group by source_file_id
)
select source_file.*, coalesce(counted.findings, 0) as findings
from source_file
left join counted on counted.source_file_id = source_file.source_file_id
where $source_file_id is null or source_file.source_file_id = $source_file_id
order by source_file.imported_sequence desc, source_file.source_file_id
