-- grain: one row per file, measure, currency and period of the workspace's calendar
-- unit and sign: as the file's rows
-- source: charge, active_ledger_entry, source_file_total, source_file
-- depends on: charge, active_ledger_entry
-- checks: per file, measure and currency the same sum as source_file_total
with
charge_total as (
  select
    source_file_id,
    billing_currency as currency,
    billed_period as period,
    count(*) as records,
    sum(billed_cost) as billed_cost,
    sum(effective_cost) as effective_cost,
    sum(contracted_cost) as contracted_cost,
    sum(list_cost) as list_cost
  from charge
  group by all
),
charge_measure as (
  select source_file_id, basis, currency, period, records, amount
  from charge_total unpivot (
    amount for basis in (
      billed_cost as billedcost,
      effective_cost as effectivecost,
      contracted_cost as contractedcost,
      list_cost as listcost
    )
  )
),
ledger_measure as (
  select
    source_file_id,
    'amount' as basis,
    currency,
    period,
    count(*) as records,
    sum(amount) as amount
  from active_ledger_entry
  group by all
),
measured as (
  select * from charge_measure
  union all
  select * from ledger_measure
),
stored as (
  select
    source_file_id,
    measure,
    case source_file.dataset
      when 'charge' then regexp_replace(lower(measure), '[^a-z]', '', 'g')
      when 'ledger' then measure
    end as basis,
    currency,
    cast(sum(records) as bigint) as records,
    sum(amount) as amount
  from source_file_total
  inner join source_file using (source_file_id)
  where source_file.is_active
  group by all
)
select
  stored.source_file_id,
  stored.measure,
  stored.currency,
  measured.period,
  coalesce(measured.records, stored.records) as records,
  cast(coalesce(measured.amount, stored.amount) as decimal(38, 12)) as amount
from stored
left join measured
  on measured.source_file_id = stored.source_file_id
  and measured.basis = stored.basis
  and measured.currency is not distinct from stored.currency
