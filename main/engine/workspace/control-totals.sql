-- grain: one row per control total of an active ledger, procurement, driver or rate file
-- unit and sign: as stored; debit and cost positive
-- source: source_file_total, ledger_entry, procurement_line, driver_quantity, exchange_rate
-- depends on: source_file, source_file_total
-- checks: found = stored, or the workspace was changed behind its back; rows that are gone are 0
with
found as (
  select source_file_id, 'amount' as measure, currency, period, sum(amount) as found
  from ledger_entry
  group by all
  union all
  select source_file_id, 'amount', currency, null, sum(amount)
  from procurement_line
  group by all
  union all
  select source_file_id, concat('quantity ', driver), '', period, sum(quantity)
  from driver_quantity
  group by all
  union all
  select source_file_id, 'rates', '', null, count(*)
  from exchange_rate
  group by all
)
select
  source_file.file_name as file,
  stored.measure,
  stored.currency,
  stored.period,
  cast(stored.amount as decimal(38, 12)) as stored,
  cast(coalesce(found.found, 0) as decimal(38, 12)) as found
from source_file_total as stored
inner join source_file
  on source_file.source_file_id = stored.source_file_id and source_file.is_active
left join found
  on found.source_file_id = stored.source_file_id
  and found.measure = stored.measure
  and found.currency = stored.currency
  and found.period is not distinct from stored.period
where
  source_file.dataset <> 'charge'
  and (stored.measure in ('amount', 'rates') or stored.measure like 'quantity %')
order by source_file.source_file_id, stored.measure, stored.currency, stored.period
