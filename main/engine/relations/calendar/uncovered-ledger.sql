-- grain: at most one row: the first ledger line whose day no period of the calendar covers
-- unit and sign: none
-- source: active_ledger_entry, source_file
-- depends on: active_ledger_entry
-- checks: no row where the calendar is whole
select
  source_file.file_name,
  entry.source_row,
  cast(coalesce(entry.posting_date, entry.document_date) as varchar) as day
from active_ledger_entry as entry
inner join source_file using (source_file_id)
where entry.period is null
order by day, source_file.file_name, entry.source_row
limit 1
