-- grain: one row per kind of data with active files
-- unit and sign: a day, and when the newest file was imported
-- source: source_file, charge, ledger_entry, exchange_rate
-- depends on: source_file, charge, active_ledger_entry, active_exchange_rate
-- checks: none
with
-- A fee of a month covers days that have not come yet; where daily charges are, they tell the day.
charged as (
  select
    max(cast(charge_period_start as date))
      filter (where coalesce(charge_period_end <= charge_period_start + interval 1 day, true))
      as daily,
    max(cast(charge_period_end - interval 1 day as date)) as covered
  from charge
),
day as (
  select 'charge' as dataset, coalesce(daily, covered) as last_day
  from charged
  union all
  select 'ledger', max(posting_date)
  from active_ledger_entry
  union all
  select 'fx', max(rate_date)
  from active_exchange_rate
)
select
  source_file.dataset,
  count(*) as files,
  cast(any_value(day.last_day) as varchar) as last_day,
  max(source_file.imported_at) as imported_at
from source_file
left join day on day.dataset = source_file.dataset
where source_file.is_active
group by source_file.dataset
order by source_file.dataset
