-- grain: one row per day without usage in a series of days, and how many days were tested
-- unit and sign: billing currency; the cost of the day before
-- source: bill
-- depends on: bill, workspace_day, workspace_period
-- checks: columns as in define.ts; a weekday that is usually without usage is no gap
with
day as (
  select
    concat_ws(
      ' ', provider_name, billing_account_id,
      case when $by_service then concat_ws(' ', sub_account_id, service_name) end
    ) as subject,
    strftime(billing_period_start, '%Y-%m') as month,
    billing_currency as currency,
    cast(charge_period_start as date) as on_day,
    min(source_file_id) as source_file_id,
    cast(sum(coalesce(nullif(billed_cost, 0), effective_cost)) as decimal(38, 12)) as amount
  from bill
  where
    -- Days at the end of a period of weeks have neighbours of their bill in the next.
    (
      $period is null
      or billed_period = $period
      or (select count(*) from workspace_period) > 0
    )
    and charge_category = 'Usage'
    and charge_class is distinct from 'Correction'
    and charge_period_end <= charge_period_start + interval 1 day
    and charge_period_start >= billing_period_start
    and charge_period_start < coalesce(billing_period_end, billing_period_start + interval 1 month)
  group by all
),
series as (
  select
    subject,
    month,
    currency,
    min(on_day) as first_day,
    max(on_day) as last_day,
    count(*) as days,
    sum(amount) as amount,
    max(on_day) - min(on_day) + 1 as span
  from day
  group by all
),
total as (
  select month, currency, sum(amount) as amount from series group by all
),
dense as (
  select *
  from series
  where days >= cast($days_least as integer) and days * 5 >= span * 4
),
calendar as (
  select subject, month, currency, cast(unnest(range(first_day, last_day + 1, interval 1 day))
    as date) as on_day
  from dense
),
marked as (
  select
    calendar.*,
    coalesce(workspace_day.period, calendar.month) as period,
    day.on_day is not null as has_usage,
    count(day.on_day) over weekday * 2 >= count(*) over weekday as is_usual,
    last_value(day.amount ignore nulls) over before as amount_before,
    last_value(day.source_file_id ignore nulls) over before as source_file_id
  from calendar
  left join day using (subject, month, currency, on_day)
  left join workspace_day on workspace_day.day = calendar.on_day
  window
    weekday as (partition by subject, month, currency, dayofweek(calendar.on_day)),
    before as (partition by subject, month, currency order by calendar.on_day)
),
gap as (
  select
    *,
    on_day - cast(row_number() over (
      partition by subject, month, currency order by on_day
    ) as integer) as run
  from marked
  where not has_usage and is_usual
),
-- What comes and goes is used so; a meter that fails does so once, at a cost that shows.
outage as (
  select gap.subject, gap.month, gap.currency
  from gap
  inner join total using (month, currency)
  group by gap.subject, gap.month, gap.currency, total.amount
  having
    count(distinct run) <= cast($runs_most as integer)
    and sum(gap.amount_before) * cast($share as integer) >= total.amount
)
select
  gap.subject,
  gap.period,
  gap.source_file_id,
  cast(null as bigint) as place,
  gap.currency,
  gap.amount_before as amount,
  concat_ws('|', on_day, amount_before) as evidence,
  concat('no usage on ', on_day, '; the amount is that of the last day before') as note,
  cast(null as bigint) as tested
from gap
inner join outage using (subject, month, currency)
where $period is null or gap.period = $period
union all
select null, period, null, null, null, null, null, null, count(*)
from marked
where $period is null or period = $period
group by all
