-- grain: one row per leaf and period in another currency than the reporting one
-- unit and sign: billing currency; cost positive, credit negative
-- source: variance_draft, variance_rate
-- depends on: variance_draft, variance_rate; money/convert.sql reads it
-- checks: a part is one currency and period, so that its total is rounded once
create or replace temp table conversion_input as
with
amount as (
  select leaf_id, currency, 0 as side, cost_0 as amount from variance_draft
  union all
  select leaf_id, currency, 1 as side, cost_1 as amount from variance_draft
)
select
  concat_ws('|', currency, side) as part,
  lpad(cast(leaf_id as varchar), 18, '0') as code,
  amount.amount,
  variance_rate.rate
from amount
inner join variance_rate using (currency, side)
where currency <> $currency and amount.amount <> 0
