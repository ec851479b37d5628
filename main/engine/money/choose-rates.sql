-- grain: one row per needed rate; rate is null where none is loaded or two differ
-- unit and sign: to_currency per 1 from_currency
-- source: needed_rate (from_currency, to_currency, rate_type, period), active_exchange_rate
-- depends on: needed_rate, a temporary table its caller fills
-- checks: the last day of the period counts, an average holds for all of it; never an inverse
create or replace temp table chosen_rate as
with
dated as (
  select
    needed_rate.*,
    loaded.rate,
    rank() over (
      partition by
        loaded.from_currency, loaded.to_currency, loaded.rate_type, needed_rate.period
      order by case when loaded.rate_type <> 'average' then loaded.rate_date end desc
    ) as place
  from needed_rate
  inner join active_exchange_rate as loaded
    on loaded.from_currency = needed_rate.from_currency
    and loaded.to_currency = needed_rate.to_currency
    and loaded.rate_type = needed_rate.rate_type
    and period_of(loaded.rate_date) = needed_rate.period
),
counted as (
  select
    from_currency,
    to_currency,
    rate_type,
    period,
    case when count(distinct rate) = 1 then min(rate) end as rate,
    count(distinct rate) > 1 as is_conflicting
  from dated
  where place = 1
  group by all
)
select
  needed_rate.*,
  counted.rate,
  coalesce(counted.is_conflicting, false) as is_conflicting,
  exists (
    select 1
    from active_exchange_rate as turned
    where
      turned.from_currency = needed_rate.to_currency
      and turned.to_currency = needed_rate.from_currency
      and turned.rate_type = needed_rate.rate_type
      and period_of(turned.rate_date) = needed_rate.period
  ) as has_inverse
from needed_rate
left join counted using (from_currency, to_currency, rate_type, period)
