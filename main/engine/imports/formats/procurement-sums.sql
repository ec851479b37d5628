-- grain: one row
-- unit and sign: sums over all units, for comparison with the file's texts only
-- source: procurement_line
-- depends on: procurement_line
-- checks: compared with the exact sums of the texts by the import
select
  count(*) as records,
  coalesce(sum(amount), 0) as amount,
  coalesce(sum(tax_amount), 0) as tax_amount,
  coalesce(sum(quantity), 0) as quantity,
  coalesce(sum(unit_price), 0) as unit_price
from procurement_line
where source_file_id = $source_file_id
