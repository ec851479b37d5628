-- grain: one row per cost and quantity given, in their order
-- unit and sign: cost per unit, rounded once; null where 128 bits are too few
-- source: $costs and $quantities, two lists of equal length
-- depends on: unit_price
-- checks: none
with
given as (
  select
    unnest(cast($costs as varchar[])) as cost,
    unnest(cast($quantities as varchar[])) as quantity,
    generate_subscripts(cast($costs as varchar[]), 1) as place
)
select unit_price(cast(cost as decimal(38, 12)), cast(quantity as decimal(38, 12))) as price
from given
order by place
