-- grain: one row per billing currency and period that must be converted
-- unit and sign: none
-- source: variance_draft
-- depends on: variance_draft
-- checks: money/choose-rates.ts gives each its rate or refuses
create or replace temp table needed_rate as
with
period as (
  select * from (values (0, $from), (1, $to)) as p (side, period)
)
select distinct
  currency as from_currency,
  $currency as to_currency,
  'average' as rate_type,
  period
from variance_draft
cross join period
where
  currency <> $currency
  and case when side = 0 then charges_0 else charges_1 end > 0
