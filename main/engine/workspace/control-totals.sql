-- grain: one row per control total of an active ledger, procurement or driver file
-- unit and sign: as stored; debit and cost positive
-- source: source_file_total, ledger_entry, procurement_line, driver_quantity
-- depends on: source_file, source_file_total
-- checks: found = stored, or the workspace was changed behind its back
with
stored as (
  select source_file_id, measure, currency, sum(amount) as stored
  from source_file_total
  group by all
),
found as (
  select source_file_id, 'amount' as measure, currency, sum(amount) as found
  from ledger_entry
  group by all
  union all
  select source_file_id, 'amount' as measure, currency, sum(amount) as found
  from procurement_line
  group by all
  union all
  select source_file_id, concat('quantity ', driver) as measure, '' as currency,
    sum(quantity) as found
  from driver_quantity
  group by all
)
select source_file.file_name as file, stored.measure, stored.currency, stored.stored, found.found
from stored
join source_file on source_file.source_file_id = stored.source_file_id and source_file.is_active
join found
  on found.source_file_id = stored.source_file_id
  and found.measure = stored.measure
  and found.currency = stored.currency
order by source_file.source_file_id, stored.measure, stored.currency
