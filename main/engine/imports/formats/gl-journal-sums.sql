-- grain: one row
-- unit and sign: sums over all currencies, for comparison with the file's texts only
-- source: ledger_entry
-- depends on: ledger_entry
-- checks: compared with the exact sums of the texts by the import
select
  count(*) as records,
  coalesce(sum(amount), 0) as amount,
  coalesce(sum(foreign_amount), 0) as foreign_amount
from ledger_entry
where source_file_id = $source_file_id
