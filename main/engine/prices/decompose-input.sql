-- grain: one row per line that has a price in both months
-- unit and sign: billing currency; nothing is converted, so both rates are one
-- source: price_ladder
-- depends on: price_ladder, rung_costs; money reads it
-- checks: none
create or replace temp table decompose_input as
select
  leaf_id,
  cost_0 as opening,
  cost_1 as closing,
  cast(null as decimal(38, 12)) as total_0,
  cast(null as decimal(38, 12)) as total_1,
  quantity_0,
  quantity_1,
  first_0,
  first_1,
  second_0,
  second_1,
  third_0,
  third_1,
  cast(1 as decimal(38, 12)) as rate_0,
  cast(1 as decimal(38, 12)) as rate_1
from rung_costs('price_ladder', $basis)
where whole is null and $is_compared
