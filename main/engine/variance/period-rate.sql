-- grain: one row per billing currency and period that has charges, with its rate
-- unit and sign: reporting currency per 1 billed; 1 for the reporting currency itself
-- source: variance_draft, chosen_rate
-- depends on: variance_draft, chosen_rate
-- checks: money/choose-rates.ts has refused a rate that is missing or stands in two ways
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
)
select
  needed.currency,
  needed.side,
  needed.period,
  cast(case when needed.currency = $currency then 1 else chosen_rate.rate end as decimal(38, 12))
    as rate
from needed
left join chosen_rate
  on chosen_rate.from_currency = needed.currency and chosen_rate.period = needed.period
order by needed.currency, needed.side
