-- grain: two rows, the first of the rates that count for a period and the next that differs
-- unit and sign: to_currency per 1 from_currency
-- source: active_exchange_rate, source_file
-- depends on: active_exchange_rate
-- checks: the two rates differ
with
counted as (
  select
    loaded.rate,
    cast(loaded.rate_date as varchar) as rate_date,
    source_file.file_name,
    loaded.source_row,
    rank() over (
      order by case when loaded.rate_type <> 'average' then loaded.rate_date end desc
    ) as place
  from active_exchange_rate as loaded
  inner join source_file using (source_file_id)
  where
    loaded.from_currency = $from
    and loaded.to_currency = $to
    and loaded.rate_type = $type
    and period_of(loaded.rate_date) = $period
),
ordered as (
  select
    *,
    row_number() over (order by rate_date, file_name, source_row, rate) as position,
    first_value(rate) over (order by rate_date, file_name, source_row, rate) as first_rate
  from counted
  where place = 1
)
select
  rate,
  rate_date,
  file_name,
  source_row
from ordered
where position = 1 or rate <> first_rate
order by position
limit 2
