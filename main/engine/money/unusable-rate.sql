-- grain: at most one row, the first needed rate that is missing or stands in two ways
-- unit and sign: none
-- source: chosen_rate
-- depends on: choose-rates.sql
-- checks: none where every needed rate has one value
select
  from_currency,
  to_currency,
  rate_type,
  period,
  is_conflicting,
  has_inverse
from chosen_rate
where rate is null
order by is_conflicting desc, period, from_currency, to_currency, rate_type
limit 1
