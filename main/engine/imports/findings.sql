-- grain: one row per finding of a file
-- unit and sign: amount at stake in its currency
-- source: finding, source_file
-- depends on: finding, source_file
-- checks: findings of withdrawn files only when that file is asked for
with
severities as (
  select * from (values ('blocking', 1), ('warning', 2), ('note', 3)) as listed (severity, rank)
)
select
  finding.source_file_id, source_file.file_name, finding.code, finding.severity,
  finding.row_number, finding.column_name, finding.found, finding.expected, finding.remedy,
  finding.count, finding.amount_at_stake, finding.currency
from finding
inner join source_file on source_file.source_file_id = finding.source_file_id
left join severities on severities.severity = finding.severity
where
  ($source_file_id is null and source_file.is_active)
  or finding.source_file_id = $source_file_id
order by
  severities.rank, source_file.imported_sequence, finding.source_file_id, finding.code,
  finding.column_name, finding.currency, finding.found
