-- grain: one row per leaf and period in another currency than the reporting one
-- unit and sign: billing currency; cost positive, credit negative
-- source: variance_draft, variance_rate
-- depends on: variance_draft, variance_rate; money/convert.sql reads it
-- checks: a part is one currency and period, so that its total is rounded once
create or replace temp table conversion_input as
with
amount as (
  select *, 0 as side, cost_0 as amount from variance_draft
  union all
  select *, 1 as side, cost_1 as amount from variance_draft
)
select
  concat_ws('|', currency, side) as part,
  concat_ws(
    '|', coalesce(path_1, ''), coalesce(path_2, ''), coalesce(path_3, ''), kind, leaf_key,
    coalesce(unit, ''), lpad(cast(leaf_id as varchar), 18, '0')
  ) as code,
  amount.amount,
  variance_rate.rate
from amount
inner join variance_rate using (currency, side)
where currency <> $currency and amount.amount <> 0
