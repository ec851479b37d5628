-- grain: one row per finding of an active file, or of no file
-- unit and sign: the file's own currency
-- source: finding, source_file
-- depends on: nothing
-- checks: none
select
  source_file.file_name,
  finding.code,
  finding.severity,
  finding.row_number,
  finding.column_name,
  finding.found,
  finding.expected,
  finding.remedy,
  finding.count,
  finding.amount_at_stake,
  finding.currency
from finding
left join source_file using (source_file_id)
where finding.source_file_id is null or source_file.is_active
order by
  case finding.severity when 'blocking' then 0 when 'warning' then 1 else 2 end,
  source_file.file_name nulls first,
  finding.code,
  finding.row_number nulls first,
  finding.column_name nulls first,
  finding.found,
  finding.expected
