-- grain: one row per provider, service, SKU, unit and kind; in detail also price, region, category
-- unit and sign: billing currency, quantity in the unit named; cost positive, credit negative
-- source: price_charge, price_unit
-- depends on: price_charge, price_unit, unit_price
-- checks: Σ cost = Σ charges of both months; a line has a row where it had a charge in either
create or replace temp table price_line as
with
charge as (
  select
    price_charge.* exclude (price_id, region, category),
    case when $is_detailed then price_id end as price_id,
    case when $is_detailed then region end as region,
    case when $is_detailed then category end as category,
    price_unit.unit,
    coalesce(price_unit.block, 1) as block
  from price_charge
  left join price_unit using (unit_text)
),
-- One text for all keeps its own block; several are brought to one unit.
named as (
  select
    *,
    count(distinct unit_text) over same as texts,
    min(unit_text) over same as only_text
  from charge
  window same as (
    partition by provider, service, sku, price_id, region, category, unit, kind
  )
),
sized as (
  select
    * exclude (quantity, low, high),
    case when texts > 1 then unit else only_text end as priced_unit,
    case when texts > 1 then cast(quantity * block as decimal(38, 12)) else quantity end
      as quantity,
    low.c as low_cost,
    case when texts > 1 then cast(low.q * block as decimal(38, 12)) else low.q end
      as low_quantity,
    high.c as high_cost,
    case when texts > 1 then cast(high.q * block as decimal(38, 12)) else high.q end
      as high_quantity
  from named
),
priced as (
  select
    *,
    unit_price(low_cost, low_quantity) as low_price,
    unit_price(high_cost, high_quantity) as high_price
  from sized
),
ended as (
  select
    provider, service, sku, price_id, region, category, priced_unit, kind, is_closing,
    min(name) as name,
    sum(charges) as charges,
    sum(negative_charges) as negative_charges,
    sum(cost) as cost,
    sum(billed) as billed,
    sum(effective) as effective,
    sum(contracted) as contracted,
    sum(list) as list,
    sum(quantity) as quantity,
    sum(contracted_missing) as contracted_missing,
    sum(list_missing) as list_missing,
    arg_max(struct_pack(c := low_cost, q := low_quantity), [low_price, low_cost, low_quantity])
      filter (where low_price is not null) as low,
    arg_min(struct_pack(c := high_cost, q := high_quantity), [high_price, high_cost, high_quantity])
      filter (where high_price is not null) as high
  from priced
  group by provider, service, sku, price_id, region, category, priced_unit, kind, is_closing
),
line as (
  select
    provider, service, sku, price_id, region, category, priced_unit as unit, kind,
    coalesce(min(name) filter (where is_closing), min(name)) as name,
    coalesce(sum(charges) filter (where not is_closing), 0) as charges_0,
    coalesce(sum(charges) filter (where is_closing), 0) as charges_1,
    coalesce(sum(negative_charges) filter (where not is_closing), 0) as negative_charges_0,
    coalesce(sum(negative_charges) filter (where is_closing), 0) as negative_charges_1,
    coalesce(sum(cost) filter (where not is_closing), 0) as cost_0,
    coalesce(sum(cost) filter (where is_closing), 0) as cost_1,
    coalesce(sum(billed) filter (where is_closing), 0) as billed_1,
    coalesce(sum(billed) filter (where not is_closing), 0) as billed_0,
    coalesce(sum(effective) filter (where not is_closing), 0) as effective_0,
    coalesce(sum(effective) filter (where is_closing), 0) as effective_1,
    coalesce(sum(contracted) filter (where not is_closing), 0) as contracted_0,
    coalesce(sum(contracted) filter (where is_closing), 0) as contracted_1,
    coalesce(sum(list) filter (where not is_closing), 0) as list_0,
    coalesce(sum(list) filter (where is_closing), 0) as list_1,
    coalesce(sum(quantity) filter (where not is_closing), 0) as quantity_0,
    coalesce(sum(quantity) filter (where is_closing), 0) as quantity_1,
    sum(list_missing) > 0 as is_list_missing,
    sum(contracted_missing) > 0 as is_contracted_missing,
    any_value(low) filter (where not is_closing) as low_0,
    any_value(high) filter (where not is_closing) as high_0,
    any_value(low) filter (where is_closing) as low_1,
    any_value(high) filter (where is_closing) as high_1
  from ended
  group by provider, service, sku, price_id, region, category, priced_unit, kind
)
select
  cast(row_number() over (
    order by provider, service, sku, price_id, region, category, unit, kind
  ) as bigint) as leaf_id,
  provider, service, sku, name, price_id, region, category, unit, kind,
  cast(charges_0 as bigint) as charges_0,
  cast(charges_1 as bigint) as charges_1,
  cast(negative_charges_0 as bigint) as negative_charges_0,
  cast(negative_charges_1 as bigint) as negative_charges_1,
  cast(cost_0 as decimal(38, 12)) as cost_0,
  cast(cost_1 as decimal(38, 12)) as cost_1,
  cast(billed_0 as decimal(38, 12)) as billed_0,
  cast(billed_1 as decimal(38, 12)) as billed_1,
  cast(effective_0 as decimal(38, 12)) as effective_0,
  cast(effective_1 as decimal(38, 12)) as effective_1,
  cast(contracted_0 as decimal(38, 12)) as contracted_0,
  cast(contracted_1 as decimal(38, 12)) as contracted_1,
  cast(list_0 as decimal(38, 12)) as list_0,
  cast(list_1 as decimal(38, 12)) as list_1,
  cast(quantity_0 as decimal(38, 12)) as quantity_0,
  cast(quantity_1 as decimal(38, 12)) as quantity_1,
  is_list_missing, is_contracted_missing,
  low_0.c as low_cost_0, low_0.q as low_quantity_0,
  high_0.c as high_cost_0, high_0.q as high_quantity_0,
  low_1.c as low_cost_1, low_1.q as low_quantity_1,
  high_1.c as high_cost_1, high_1.q as high_quantity_1
from line
