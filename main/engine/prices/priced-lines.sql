-- grain: one row per line of the price list
-- unit and sign: billing currency; prices per unit, rounded once; effects closing − opening
-- source: price_ladder, decompose_output
-- depends on: price_ladder, decompose_output, unit_price
-- checks: Σ effects of a line = its closing − opening
with
effect as (
  select
    leaf_id,
    coalesce(sum(amount) filter (where position <= 2), 0) as volume,
    coalesce(sum(amount) filter (where position = 3), 0) as third,
    coalesce(sum(amount) filter (where position = 4), 0) as fourth,
    coalesce(sum(amount) filter (where position > 4), 0) as fifth
  from decompose_output
  group by leaf_id
)
select
  price_ladder.leaf_id, provider, service, sku, name, price_id, region, category, unit, kind,
  charges_0, charges_1, negative_charges_0, negative_charges_1,
  cost_0, cost_1, billed_0, billed_1, effective_0, effective_1,
  case when not is_contracted_missing then contracted_0 end as contracted_0,
  case when not is_contracted_missing then contracted_1 end as contracted_1,
  case when not is_list_missing then list_0 end as list_0,
  case when not is_list_missing then list_1 end as list_1,
  quantity_0, quantity_1,
  unit_price(cost_0, quantity_0) as price_0,
  unit_price(cost_1, quantity_1) as price_1,
  unit_price(effective_1, quantity_1) as effective_price,
  unit_price(contracted_1, quantity_1) as contracted_price,
  unit_price(list_1, quantity_1) as list_price,
  low_cost_0, low_quantity_0, high_cost_0, high_quantity_0,
  low_cost_1, low_quantity_1, high_cost_1, high_quantity_1,
  whole, third_effect, fourth_effect,
  cast(coalesce(volume, 0) as decimal(38, 12)) as volume,
  cast(coalesce(third, 0) as decimal(38, 12)) as third,
  cast(coalesce(fourth, 0) as decimal(38, 12)) as fourth,
  cast(coalesce(fifth, 0) as decimal(38, 12)) as fifth
from price_ladder
left join effect using (leaf_id)
order by price_ladder.leaf_id
