-- grain: one row per kind of data, name and month
-- unit and sign: days and rows
-- source: charges, ledger lines, exchange rates
-- depends on: bill, active_ledger_entry, active_exchange_rate
-- checks: the days of a bill are those its charges begin on, within the period
select
  'charge' as dataset,
  concat_ws(' ', provider_name, billing_account_id) as name,
  billed_period as period,
  greatest(cast(min(charge_period_start) as date), any_value(span.first_day)) as first_day,
  least(
    cast(max(greatest(charge_period_end - interval 1 microsecond, charge_period_start)) as date),
    any_value(span.last_day)
  ) as last_day,
  count(distinct greatest(cast(charge_period_start as date), span.first_day)) as days,
  count(*) as rows
from bill
left join workspace_period as span on span.period = bill.billed_period
where
  charge_category = 'Usage'
  and charge_period_start >= billing_period_start
  and ($period is null or billed_period = $period)
group by all
union all
select
  'ledger', coalesce(nullif(entity, ''), 'ledger'), period, min(posting_date), max(posting_date),
  count(distinct posting_date), count(*)
from active_ledger_entry
where $period is null or period = $period
group by all
union all
select
  'fx', concat(from_currency, ' to ', to_currency, ', ', rate_type),
  period_of(rate_date) as period, min(rate_date), max(rate_date),
  count(distinct rate_date), count(*)
from active_exchange_rate
where $period is null or period_of(rate_date) = $period
group by all
order by dataset, name, period
