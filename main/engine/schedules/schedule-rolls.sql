-- grain: one row per schedule with a known term: its balances in $period by both methods
-- unit and sign: the schedule's currency; cost positive
-- source: schedule_item, recognised
-- depends on: schedule_item, recognised
-- checks: Σ of all months = the amount (is_whole); one bought after $period has no balance yet
with
so_far as (
  select
    schedule_id,
    method,
    sum(amount) filter (where period < $period) as before,
    sum(amount) filter (where period <= $period) as until,
    sum(amount) as whole,
    max(period) as last_period
  from recognised
  group by schedule_id, method
),
-- A late invoice brings what should have been recognised before into the month it arrives.
balanced as (
  select
    item.schedule_id,
    so_far.method,
    so_far.last_period,
    so_far.whole = item.amount as is_whole,
    case when bought < $period then amount - coalesce(before, 0) else 0 end as opening,
    case when bought = $period then amount else 0 end as added,
    case when bought <= $period then amount - coalesce(until, 0) else 0 end as closing
  from schedule_item as item
  inner join so_far using (schedule_id)
)
select
  schedule_id,
  max(last_period) as last_period,
  bool_and(is_whole) as is_whole,
  max(opening) filter (where method = 'month') as month_opening,
  max(added) filter (where method = 'month') as month_added,
  max(closing) filter (where method = 'month') as month_closing,
  max(opening) filter (where method = 'day') as day_opening,
  max(added) filter (where method = 'day') as day_added,
  max(closing) filter (where method = 'day') as day_closing
from balanced
group by schedule_id
