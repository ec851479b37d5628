-- grain: one row per active ledger, procurement, driver or rate file
-- unit and sign: counts of records
-- source: ledger_entry, procurement_line, driver_quantity, exchange_rate
-- depends on: source_file
-- checks: found = the records loaded on import
with
kept as (
  select source_file_id from ledger_entry
  union all
  select source_file_id from procurement_line
  union all
  select source_file_id from driver_quantity
  union all
  select source_file_id from exchange_rate
),
counted as (
  select source_file_id, count(*) as records
  from kept
  group by source_file_id
)
select
  file_name as file,
  records_loaded as stored,
  coalesce(counted.records, 0) as found
from source_file
left join counted using (source_file_id)
where is_active and dataset <> 'charge'
order by file_name, source_file_id
