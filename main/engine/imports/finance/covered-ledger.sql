-- grain: one row per entity, period and account a ledger file covers
-- unit and sign: none
-- source: ledger_entry
-- depends on: ledger_entry
-- checks: distinct
select distinct concat_ws('|', entity, period, ledger_account) as covered
from ledger_entry
where source_file_id = $source_file_id
