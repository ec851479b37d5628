-- grain: one row per currency pair without a rate in a month, and how many pairs were tested
-- unit and sign: billing currency; cost positive
-- source: bills, exchange rates
-- depends on: bill, active_exchange_rate, workspace_setting
-- checks: columns as in define.ts
with
wanted as (
  select
    billed_period as period,
    billing_currency as currency,
    min(source_file_id) as source_file_id,
    cast(sum(billed_cost) as decimal(38, 12)) as amount
  from bill
  where $period is null or billed_period = $period
  group by all
),
foreign_cost as (
  select wanted.*, setting.value as reporting
  from wanted
  inner join workspace_setting as setting on setting.key = 'currency'
  where wanted.currency is not null and wanted.currency <> setting.value and wanted.amount <> 0
),
-- A workspace without any rate converts nothing.
tested as (
  select * from foreign_cost
  where exists (select 1 from active_exchange_rate)
)
select
  concat(currency, ' to ', reporting) as subject,
  period,
  source_file_id,
  cast(null as bigint) as place,
  currency,
  amount,
  concat_ws('|', currency, reporting, amount) as evidence,
  concat('no average rate of ', period) as note,
  cast(null as bigint) as tested
from tested
where not exists (
  select 1 from active_exchange_rate as loaded
  where
    loaded.from_currency = tested.currency
    and loaded.to_currency = tested.reporting
    and loaded.rate_type = 'average'
    and period_of(loaded.rate_date) = tested.period
)
union all
select null, period, null, null, null, null, null, null, count(*)
from tested
group by all
