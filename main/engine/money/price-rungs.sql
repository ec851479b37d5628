-- grain: a table function of a table of leaves: each leaf with what becomes of its movement
-- unit and sign: none of its own; costs of one sign with their quantities make a price
-- source: the named table; basis is the cost compared: billed, effective, contracted or list
-- depends on: columns kind, charges, quantity, cost, contracted and list as _0 and _1
-- checks: `whole` names the one effect a leaf goes to, or is null where it has a ladder
create or replace temp macro price_rungs(leaves, basis) as table
with
judged as (
  select
    *,
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
      and case when basis = 'contracted'
        then not (list_0 = 0 and cost_0 <> 0) and not (list_1 = 0 and cost_1 <> 0)
        else not (list_0 = 0 and contracted_0 <> 0) and not (list_1 = 0 and contracted_1 <> 0)
      end as has_list
  from query_table(leaves)
),
rung as (
  select
    *,
    case
      when basis = 'list' then 'cost'
      when basis = 'contracted' then case when has_list then 'list' else 'cost' end
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
  *,
  case
    when first_rung = 'list' or basis = 'list' then 'list-price'
    when first_rung = 'contracted' or basis = 'contracted' then 'negotiated'
    else 'list-price'
  end as third_effect,
  case when first_rung = 'list' then 'negotiated' else 'commitment' end as fourth_effect
from rung
