-- grain: one row per row of the result and effect
-- unit and sign: reporting currency; closing − opening
-- source: variance_leaf, variance_effect
-- depends on: variance_leaf, variance_effect
-- checks: Σ effects of a row = its closing − opening
with
leaf as (
  select leaf_id, path_1, path_2, path_3, opening, closing
  from variance_leaf
  where run_id = $run_id
),
path as (
  select path_1, path_2, path_3, sum(closing - opening) as change
  from leaf
  group by path_1, path_2, path_3
),
ranked as (
  select
    path_1, path_2, path_3,
    row_number() over (order by abs(change) desc, path_1, path_2, path_3) as place
  from path
),
effect as (
  select path_1, path_2, path_3, effect, sum(amount) as amount
  from variance_effect
  join leaf using (leaf_id)
  where run_id = $run_id
  group by all
)
select
  least(place, $rows_max + 1) as place,
  effect.effect,
  cast(sum(effect.amount) as decimal(38, 12)) as amount
from effect
join ranked
  on ranked.path_1 is not distinct from effect.path_1
  and ranked.path_2 is not distinct from effect.path_2
  and ranked.path_3 is not distinct from effect.path_3
group by all
order by place, effect
