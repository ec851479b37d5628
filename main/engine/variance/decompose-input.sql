-- grain: one row per leaf that has a price in both periods
-- unit and sign: opening and closing in reporting currency, the rest in billing currency
-- source: variance_ladder, variance_rate
-- depends on: variance_ladder, variance_rate, rung_costs; money reads it
-- checks: totals run over the leaves of one unit, and only where both periods have some
create or replace temp table decompose_input as
with
leaf as (
  select
    *,
    case when $mix and unit is not null then sum(quantity_0) over (partition by unit) end
      as unit_0,
    case when $mix and unit is not null then sum(quantity_1) over (partition by unit) end
      as unit_1
  from rung_costs('variance_ladder', $basis)
  where whole is null
),
-- Only the ratio of totals counts, so that very large ones are carried in millions.
total as (
  select
    *,
    case when unit_0 > 0 and unit_1 > 0 then unit_0
      * case when greatest(unit_0, unit_1) > 70000000 then 0.000001 else 1 end end as total_0,
    case when unit_0 > 0 and unit_1 > 0 then unit_1
      * case when greatest(unit_0, unit_1) > 70000000 then 0.000001 else 1 end end as total_1
  from leaf
)
select
  total.leaf_id,
  total.opening,
  total.closing,
  cast(total.total_0 as decimal(38, 12)) as total_0,
  cast(total.total_1 as decimal(38, 12)) as total_1,
  quantity_0,
  quantity_1,
  first_0,
  first_1,
  second_0,
  second_1,
  third_0,
  third_1,
  opening_rate.rate as rate_0,
  closing_rate.rate as rate_1
from total
join variance_rate as opening_rate
  on opening_rate.currency = total.currency and opening_rate.side = 0
join variance_rate as closing_rate
  on closing_rate.currency = total.currency and closing_rate.side = 1
