-- grain: one row per leaf (path, kind, provider and SKU, unit, billing currency), both periods
-- unit and sign: billing currency; cost positive, credit negative
-- source: variance_charge
-- depends on: variance_charge
-- checks: Σ cost equals the charges; a leaf has a row where it had a charge in either period
create or replace temp table variance_draft as
with
leaf as (
  select
    path_1, path_2, path_3, kind, leaf_key, unit, currency,
    coalesce(sum(charges) filter (where not is_closing), 0) as charges_0,
    coalesce(sum(charges) filter (where is_closing), 0) as charges_1,
    coalesce(sum(cost) filter (where not is_closing), 0) as cost_0,
    coalesce(sum(cost) filter (where is_closing), 0) as cost_1,
    coalesce(sum(quantity) filter (where not is_closing), 0) as quantity_0,
    coalesce(sum(quantity) filter (where is_closing), 0) as quantity_1,
    coalesce(sum(list) filter (where not is_closing), 0) as list_0,
    coalesce(sum(list) filter (where is_closing), 0) as list_1,
    coalesce(sum(contracted) filter (where not is_closing), 0) as contracted_0,
    coalesce(sum(contracted) filter (where is_closing), 0) as contracted_1,
    sum(list_missing) > 0 as is_list_missing,
    sum(contracted_missing) > 0 as is_contracted_missing
  from variance_charge
  group by path_1, path_2, path_3, kind, leaf_key, unit, currency
)
select
  row_number() over () as leaf_id,
  path_1, path_2, path_3, kind, leaf_key, unit, currency, charges_0, charges_1,
  is_list_missing, is_contracted_missing,
  cast(cost_0 as decimal(38, 12)) as cost_0,
  cast(cost_1 as decimal(38, 12)) as cost_1,
  cast(quantity_0 as decimal(38, 12)) as quantity_0,
  cast(quantity_1 as decimal(38, 12)) as quantity_1,
  cast(list_0 as decimal(38, 12)) as list_0,
  cast(list_1 as decimal(38, 12)) as list_1,
  cast(contracted_0 as decimal(38, 12)) as contracted_0,
  cast(contracted_1 as decimal(38, 12)) as contracted_1
from leaf
