-- grain: a table function of a table of leaves with their rungs: each with the rungs' costs
-- unit and sign: as the costs of the leaf
-- source: the named table, which price_rungs() made; basis is the cost compared
-- depends on: columns first_rung, cost, contracted and list as _0 and _1
-- checks: a rung that a leaf lacks is null, as the reference decompose() leaves it out
create or replace temp macro rung_costs(ladder, basis) as table
select
  *,
  case first_rung when 'list' then list_0 when 'contracted' then contracted_0 else cost_0 end
    as first_0,
  case first_rung when 'list' then list_1 when 'contracted' then contracted_1 else cost_1 end
    as first_1,
  case when first_rung = 'list' and basis <> 'contracted' then contracted_0
    when first_rung <> 'cost' then cost_0 end as second_0,
  case when first_rung = 'list' and basis <> 'contracted' then contracted_1
    when first_rung <> 'cost' then cost_1 end as second_1,
  case when first_rung = 'list' and basis <> 'contracted' then cost_0 end as third_0,
  case when first_rung = 'list' and basis <> 'contracted' then cost_1 end as third_1
from query_table(ladder)
