-- grain: one row per account whose bill begins late or ends early in its month, and what was tested
-- unit and sign: billing currency; the cost of the last day for each day that is missing
-- source: bill
-- depends on: bill
-- checks: columns as in define.ts; a late begin counts only after a month with charges
with
day as (
  select
    concat_ws(' ', provider_name, billing_account_id) as subject,
    billed_period as period,
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
    period,
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
    and ($period is null or period = $period)
)
select
  subject,
  period,
  source_file_id,
  cast(null as bigint) as place,
  currency,
  cast(last_amount * cast(period_end - 1 - last_day as integer) as decimal(38, 12)) as amount,
  concat_ws('|', last_day, period_end) as evidence,
  concat(
    'usage reaches to ', last_day, '; the month ends with ', cast(period_end - 1 as date),
    '. The amount is the last day for each that is missing'
  ) as note,
  cast(null as bigint) as tested
from daily
where last_day < period_end - 1
union all
select
  subject,
  period,
  source_file_id,
  null,
  currency,
  cast(first_amount * cast(first_day - period_start as integer) as decimal(38, 12)),
  concat_ws('|', first_day, period_start),
  concat(
    'usage begins on ', first_day, '; the month begins with ', period_start,
    ' and the month before has usage'
  ),
  null
from daily
where first_day > period_start and has_month_before
union all
select null, period, null, null, null, null, null, null, count(*)
from daily
group by all
