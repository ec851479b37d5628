-- grain: one row per kind, entity, vendor and month a procurement file covers
-- unit and sign: none
-- source: procurement_line
-- depends on: procurement_line
-- checks: distinct
select distinct
  concat_ws(
    '|', kind, entity, coalesce(vendor_id, vendor_name, ''),
    coalesce(strftime(document_date, '%Y-%m'), '')
  ) as covered
from procurement_line
where source_file_id = $source_file_id
