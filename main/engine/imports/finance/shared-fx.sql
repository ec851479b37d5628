-- grain: at most one row: rates of a file for which another one has another rate
-- unit and sign: lines
-- source: exchange_rate
-- depends on: exchange_rate
-- checks: equal rates are no conflict, whichever file they come from
with
mine as (
  select from_currency, to_currency, rate_type, rate_date, rate
  from exchange_rate
  where source_file_id = $source_file_id
),
conflict as (
  select mine.rate_date
  from mine
  semi join exchange_rate as other
    on other.source_file_id = $other_file_id
      and other.from_currency = mine.from_currency
      and other.to_currency = mine.to_currency
      and other.rate_type = mine.rate_type
      and other.rate_date = mine.rate_date
      and other.rate <> mine.rate
)
select null as currency, count(*) as lines, null as amount
from conflict
having count(*) > 0
