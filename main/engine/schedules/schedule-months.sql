-- grain: one row per month of schedule $schedule_id
-- unit and sign: the schedule's currency; cost positive
-- source: schedule_slice, recognised, provider_month
-- depends on: schedule_slice, recognised, provider_month
-- checks: Σ by month = Σ by day = the schedule's amount
select
  period,
  coalesce(any_value(term_days), 0) as days,
  coalesce(max(amount) filter (where method = 'month'), 0) as "byMonth",
  coalesce(max(amount) filter (where method = 'day'), 0) as "byDay",
  max(amount) filter (where method = 'provider') as provider
from (
  select
    recognised.period,
    recognised.method,
    recognised.amount,
    schedule_slice.term_days
  from recognised
  inner join schedule_slice using (schedule_id, method, period)
  where recognised.schedule_id = $schedule_id
  union all
  select
    period,
    'provider' as method,
    amount,
    null as term_days
  from provider_month
  where schedule_id = $schedule_id
) as month
group by period
order by period
