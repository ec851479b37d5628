-- grain: one row per billing currency and period, with the rate to the reporting currency
-- unit and sign: reporting currency per 1 billed; null where no active file supplies it
-- source: variance_draft, active_exchange_rate
-- depends on: variance_draft, active_exchange_rate
-- checks: the period's average, the latest of it; an inverse is never used
create or replace temp table variance_rate as
with
period as (
  select * from (values (0, $from), (1, $to)) as p (side, period)
),
needed as (
  select distinct currency, side, period
  from variance_draft
  cross join period
  where case when side = 0 then charges_0 else charges_1 end > 0
),
supplied as (
  select
    from_currency,
    strftime(rate_date, '%Y-%m') as period,
    arg_max(rate, (rate_date, source_file_id, source_row)) as rate
  from active_exchange_rate
  where to_currency = $currency and rate_type = 'average'
  group by all
)
select
  needed.currency,
  needed.side,
  needed.period,
  cast(case when needed.currency = $currency then 1 else supplied.rate end as decimal(38, 12))
    as rate
from needed
left join supplied
  on supplied.from_currency = needed.currency and supplied.period = needed.period
order by needed.currency, needed.side
