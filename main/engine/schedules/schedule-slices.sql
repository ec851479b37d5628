-- grain: one row per schedule with a known term, method and month of its term
-- unit and sign: schedule_item's amount; days are weights of the method
-- source: schedule_item, which its caller states; $currencies with their $digits
-- depends on: schedule_item
-- checks: a whole month weighs the same in the method by month, whatever its days
with
digit as (
  select
    unnest($currencies) as currency,
    cast(unnest($digits) as integer) as digits
),
termed as (
  select
    schedule_item.*,
    -- What is finer than the currency's minor unit is spread as finely as it was stated.
    case
      when trim(right(cast(amount as varchar), 12 - coalesce(digits, 12)), '0') = ''
      then coalesce(digits, 12)
      else 12
    end as unit_digits
  from schedule_item
  left join digit using (currency)
  where term_from is not null
),
monthly as (
  select
    *,
    cast(
      unnest(generate_series(date_trunc('month', first_day), last_day, interval 1 month)) as date
    ) as month
  from termed
),
measured as (
  select
    *,
    date_diff('day', greatest(month, first_day), least(last_day(month), last_day)) + 1
      as term_days,
    day(last_day(month)) as month_days
  from monthly
),
-- A whole month weighs 377,580 whatever its days, which 28, 29, 30 and 31 divide.
weighed as (
  select
    *,
    'month' as method,
    term_days * case month_days
      when 28 then 13485
      when 29 then 13020
      when 30 then 12586
      else 12180
    end as days
  from measured
  union all
  select
    *,
    'day' as method,
    term_days as days
  from measured
)
select
  schedule_id,
  method,
  strftime(month, '%Y-%m') as period,
  term_days,
  amount,
  unit_digits,
  days,
  dense_rank() over (order by schedule_id, method) as part,
  row_number() over (partition by schedule_id, method order by month) as slice
from weighed
