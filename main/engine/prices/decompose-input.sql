-- grain: one row per line that has a price in both months
-- unit and sign: billing currency; nothing is converted, so both rates are one
-- source: price_ladder
-- depends on: price_ladder; money reads it
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
  case first_rung when 'list' then list_0 when 'contracted' then contracted_0 else cost_0 end
    as first_0,
  case first_rung when 'list' then list_1 when 'contracted' then contracted_1 else cost_1 end
    as first_1,
  case when first_rung = 'list' and $basis <> 'contracted' then contracted_0
    when first_rung <> 'cost' then cost_0 end as second_0,
  case when first_rung = 'list' and $basis <> 'contracted' then contracted_1
    when first_rung <> 'cost' then cost_1 end as second_1,
  case when first_rung = 'list' and $basis <> 'contracted' then cost_0 end as third_0,
  case when first_rung = 'list' and $basis <> 'contracted' then cost_1 end as third_1,
  cast(1 as decimal(38, 12)) as rate_0,
  cast(1 as decimal(38, 12)) as rate_1
from price_ladder
where whole is null and $is_compared
