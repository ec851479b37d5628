-- grain: one row
-- unit and sign: a count of leaves
-- source: variance_leaf, variance_effect
-- depends on: variance_leaf, variance_effect
-- checks: Σ effects of every stored leaf = closing − opening
with
explained as (
  select leaf_id, sum(amount) as amount
  from variance_effect
  where run_id = $run_id
  group by leaf_id
)
select count(*) as leaves
from variance_leaf
left join explained using (leaf_id)
where
  run_id = $run_id
  and closing - opening <> coalesce(explained.amount, 0)
