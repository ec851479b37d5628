-- grain: one row per leaf, with what becomes of its movement
-- unit and sign: reporting currency; cost positive, credit negative
-- source: variance_draft, conversion_output
-- depends on: variance_draft, conversion_output, which money/convert.sql fills; price_rungs
-- checks: `fallback` says which price the ladder of a leaf goes without
create or replace temp table variance_ladder as
with
-- The leaf's id ends the code that decided ties while converting.
converted as (
  select
    cast(right(code, 18) as bigint) as leaf_id,
    sum(amount) filter (where ends_with(part, '|0')) as opening,
    sum(amount) filter (where ends_with(part, '|1')) as closing
  from conversion_output
  group by code
)
select
  leaf_id, path_1, path_2, path_3, kind, leaf_key, unit, currency,
  cast(case when currency = $currency then cost_0 else coalesce(converted.opening, 0) end
    as decimal(38, 12)) as opening,
  cast(case when currency = $currency then cost_1 else coalesce(converted.closing, 0) end
    as decimal(38, 12)) as closing,
  cost_0, cost_1, quantity_0, quantity_1, list_0, list_1, contracted_0, contracted_1,
  first_rung, whole, third_effect, fourth_effect,
  case
    when $of = 'allocated' then null
    when kind = 'no-quantity' then 'no-quantity'
    when whole = 'not-decomposable' then 'no-price'
    when whole is not null or $basis = 'list' or first_rung = 'list' then null
    when first_rung = 'contracted' or $basis = 'contracted' then 'list-price-missing'
    else 'contracted-price-missing'
  end as fallback
from price_rungs('variance_draft', $basis)
left join converted using (leaf_id)
