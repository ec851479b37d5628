-- grain: one row per entity and period a ledger file covers
-- unit and sign: none
-- source: ledger_entry
-- depends on: ledger_entry
-- checks: distinct
select distinct concat_ws('|', entity, period) as covered
from ledger_entry
where source_file_id = $source_file_id
