-- grain: one row per control total of an active file
-- unit and sign: the file's own; cost and debit positive
-- source: control_total, source_file
-- depends on: control_total
-- checks: none
select
  source_file_id,
  source_file.file_name,
  source_file.dataset,
  total.measure,
  total.currency,
  total.period,
  total.records,
  total.amount
from control_total as total
inner join source_file using (source_file_id)
where source_file.is_active
order by
  source_file.dataset, source_file.file_name, source_file_id, total.period nulls last,
  total.currency, total.measure
