-- grain: one row per document line of either file
-- unit and sign: document currency, as the files' rows
-- source: procurement_line
-- depends on: procurement_line
-- checks: a line is its kind, entity, vendor, document and line number
select
  source_file_id = $source_file_id as is_after,
  strftime(coalesce(document_date, period_start), '%Y-%m') as period, currency, amount,
  concat_ws(
    '|', kind, entity, coalesce(vendor_id, vendor_name, ''), document_number,
    coalesce(line_number, description, '')
  ) as said,
  concat_ws(
    ' · ', coalesce(vendor_name, vendor_id), document_number, line_number, description
  ) as line
from procurement_line
where source_file_id in ($other_file_id, $source_file_id)
