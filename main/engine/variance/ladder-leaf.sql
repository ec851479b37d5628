-- grain: one row per leaf, with what becomes of its movement
-- unit and sign: reporting currency; cost positive, credit negative
-- source: variance_draft, conversion_output
-- depends on: variance_draft, conversion_output, which money/convert.sql fills
-- checks: `whole` names the one effect a leaf goes to, or is null where it has a ladder
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
),
leaf as (
  select
    variance_draft.*,
    cast(case when currency = $currency then cost_0 else coalesce(converted.opening, 0) end
      as decimal(38, 12)) as opening,
    cast(case when currency = $currency then cost_1 else coalesce(converted.closing, 0) end
      as decimal(38, 12)) as closing
  from variance_draft
  left join converted using (leaf_id)
),
judged as (
  select
    *,
    kind = 'regular' and charges_0 > 0 and charges_1 > 0 as is_continuing,
    quantity_0 = 0 and cost_0 <> 0 or quantity_1 = 0 and cost_1 <> 0
      or sign(quantity_0) * sign(cost_0) < 0 or sign(quantity_1) * sign(cost_1) < 0
      as has_no_price,
    not is_contracted_missing
      and not (contracted_0 = 0 and cost_0 <> 0) and not (contracted_1 = 0 and cost_1 <> 0)
      and sign(quantity_0) * sign(contracted_0) >= 0
      and sign(quantity_1) * sign(contracted_1) >= 0
      as has_contracted,
    not is_list_missing
      and sign(quantity_0) * sign(list_0) >= 0 and sign(quantity_1) * sign(list_1) >= 0
      and case when $basis = 'contracted'
        then not (list_0 = 0 and cost_0 <> 0) and not (list_1 = 0 and cost_1 <> 0)
        else not (list_0 = 0 and contracted_0 <> 0) and not (list_1 = 0 and contracted_1 <> 0)
      end as has_list
  from leaf
),
rung as (
  select
    *,
    case
      when $basis = 'list' then 'cost'
      when $basis = 'contracted' then case when has_list then 'list' else 'cost' end
      when not has_contracted then 'cost'
      when has_list then 'list'
      else 'contracted'
    end as first_rung,
    case
      when kind = 'no-quantity' then 'not-decomposable'
      when kind <> 'regular' then kind
      when charges_0 = 0 then 'new'
      when charges_1 = 0 then 'retired'
      when has_no_price then 'not-decomposable'
    end as whole
  from judged
)
select
  leaf_id, path_1, path_2, path_3, kind, leaf_key, unit, currency, opening, closing,
  cost_0, cost_1, quantity_0, quantity_1, list_0, list_1, contracted_0, contracted_1,
  first_rung, whole,
  case
    when first_rung = 'list' or $basis = 'list' then 'list-price'
    when first_rung = 'contracted' or $basis = 'contracted' then 'negotiated'
    else 'list-price'
  end as third_effect,
  case when first_rung = 'list' then 'negotiated' else 'commitment' end as fourth_effect,
  case
    when $of = 'allocated' then null
    when kind = 'no-quantity' then 'no-quantity'
    when whole = 'not-decomposable' then 'no-price'
    when whole is not null or $basis = 'list' or first_rung = 'list' then null
    when first_rung = 'contracted' or $basis = 'contracted' then 'list-price-missing'
    else 'contracted-price-missing'
  end as fallback
from rung
