-- grain: one row per day whose cost stands out of its month, and how many days were tested
-- unit and sign: billing currency; cost positive, credit negative
-- source: bill
-- depends on: bill
-- checks: columns as in define.ts; the middle is a cost that occurs, so nothing is divided
with
day as (
  select
    concat_ws(' ', provider_name, coalesce(sub_account_id, billing_account_id), service_name)
      as subject,
    billed_period as period,
    billing_currency as currency,
    cast(charge_period_start as date) as on_day,
    min(source_file_id) as source_file_id,
    cast(sum(coalesce(effective_cost, billed_cost)) as decimal(38, 12)) as amount
  from bill
  where
    ($period is null or billed_period = $period)
    and charge_category = 'Usage'
    and charge_class is distinct from 'Correction'
    and charge_period_end <= charge_period_start + interval 1 day
    and charge_period_start >= billing_period_start
    and charge_period_start < coalesce(billing_period_end, billing_period_start + interval 1 month)
  group by all
),
total as (
  select period, currency, sum(amount) as amount from day group by all
),
middle as (
  select
    subject,
    period,
    currency,
    quantile_disc(amount, 0.5) as middle
  from day
  group by all
  having count(*) >= cast($days_least as integer)
),
distance as (
  select day.*, middle.middle, abs(day.amount - middle.middle) as away
  from day
  inner join middle using (subject, period, currency)
),
spread as (
  select
    subject,
    period,
    currency,
    any_value(middle) as middle,
    greatest(
      quantile_disc(away, 0.5) * cast($spreads as integer), abs(any_value(middle))
    ) as reach
  from distance
  group by all
)
select
  distance.subject,
  distance.period,
  distance.source_file_id,
  cast(null as bigint) as place,
  distance.currency,
  distance.amount,
  concat_ws('|', distance.on_day, distance.amount) as evidence,
  concat(
    distance.on_day, ': expected between ',
    rtrim(rtrim(cast(spread.middle - spread.reach as varchar), '0'), '.'), ' and ',
    rtrim(rtrim(cast(spread.middle + spread.reach as varchar), '0'), '.')
  ) as note,
  cast(null as bigint) as tested
from distance
inner join spread using (subject, period, currency)
inner join total using (period, currency)
where
  distance.away > spread.reach
  and distance.away * cast($share as integer) > abs(total.amount)
union all
select null, period, null, null, null, null, null, null, count(*)
from distance
group by all
