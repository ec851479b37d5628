-- grain: one row per row of the result that is shown by itself and effect
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
shown as (
  select
    path_1, path_2, path_3,
    row_number() over (order by abs(change) desc, path_1, path_2, path_3) as place
  from path
  qualify place <= $rows_max
),
shown_leaf as (
  select shown.place, leaf.leaf_id
  from leaf
  join shown
    on shown.path_1 is not distinct from leaf.path_1
    and shown.path_2 is not distinct from leaf.path_2
    and shown.path_3 is not distinct from leaf.path_3
)
select place, effect, cast(sum(amount) as decimal(38, 12)) as amount
from variance_effect
join shown_leaf using (leaf_id)
where run_id = $run_id
group by all
order by place, effect
