-- grain: one row per account whose bill begins late or ends early, and period; what was tested
-- unit and sign: billing currency; the cost of the last day for each day that is missing
-- source: bill
-- depends on: bill, workspace_day, workspace_period
-- checks: columns as in define.ts; a late begin counts only after a month with charges
with
-- A bill is whole where its own month is, however a calendar divides its days.
day as (
  select
    concat_ws(' ', provider_name, billing_account_id) as subject,
    strftime(billing_period_start, '%Y-%m') as month,
    billing_currency as currency,
    cast(charge_period_start as date) as on_day,
    min(source_file_id) as source_file_id,
    cast(min(billing_period_start) as date) as period_start,
    cast(
      coalesce(max(billing_period_end), min(billing_period_start) + interval 1 month) as date
    ) as period_end,
    cast(sum(coalesce(nullif(billed_cost, 0), effective_cost)) as decimal(38, 12)) as amount
  from bill
  where
    charge_category = 'Usage'
    and charge_class is distinct from 'Correction'
    and charge_period_end <= charge_period_start + interval 1 day
    and charge_period_start >= billing_period_start
    and charge_period_start < coalesce(billing_period_end, billing_period_start + interval 1 month)
  group by all
),
reach as (
  select
    subject,
    month,
    currency,
    min(period_start) as period_start,
    max(period_end) as period_end,
    min(on_day) as first_day,
    max(on_day) as last_day,
    count(*) as days,
    arg_max(source_file_id, on_day) as source_file_id,
    arg_min(amount, on_day) as first_amount,
    arg_max(amount, on_day) as last_amount
  from day
  group by all
),
daily as (
  select
    reach.*,
    exists (
      select 1 from reach as earlier
      where
        earlier.subject = reach.subject
        and earlier.currency = reach.currency
        and earlier.period_end = reach.period_start
    ) as has_month_before
  from reach
  where
    days >= cast($days_least as integer)
    and days * 5 >= (last_day - first_day + 1) * 4
),
missing as (
  select
    *,
    last_amount as amount,
    concat_ws('|', last_day, period_end) as evidence,
    concat(
      'usage reaches to ', last_day, '; the month ends with ', cast(period_end - 1 as date),
      '. The amount is the last day for each that is missing'
    ) as note,
    range(last_day + 1, period_end, interval 1 day) as missing_days
  from daily
  where last_day < period_end - 1
  union all
  select
    *,
    first_amount,
    concat_ws('|', first_day, period_start),
    concat(
      'usage begins on ', first_day, '; the month begins with ', period_start,
      ' and the month before has usage'
    ),
    range(period_start, first_day, interval 1 day)
  from daily
  where first_day > period_start and has_month_before
),
-- Without a calendar of its own a workspace has no days laid out, and the month is the period.
failed as (
  select
    missing.*,
    coalesce(workspace_day.period, missing.month) as period
  from (select *, cast(unnest(missing_days) as date) as missing_day from missing) as missing
  left join workspace_day on workspace_day.day = missing.missing_day
),
tested as (
  select coalesce(span.period, daily.month) as period
  from daily
  left join workspace_period as span
    on span.first_day < daily.period_end and span.last_day >= daily.period_start
)
select
  subject,
  period,
  source_file_id,
  cast(null as bigint) as place,
  currency,
  cast(amount * count(*) as decimal(38, 12)) as amount,
  evidence,
  note,
  cast(null as bigint) as tested
from failed
where $period is null or period = $period
group by subject, month, period, source_file_id, currency, failed.amount, evidence, note
union all
select null, period, null, null, null, null, null, null, count(*)
from tested
where $period is null or period = $period
group by all
