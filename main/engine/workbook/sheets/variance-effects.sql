-- grain: one row per value of the run's first dimension and effect
-- unit and sign: run currency; closing − opening
-- source: variance_effect, variance_leaf
-- depends on: nothing
-- checks: Σ effects of a row = its closing − opening
select
  leaf.path_1 as name,
  part.effect,
  cast(sum(part.amount) as decimal(38, 12)) as amount
from variance_effect as part
inner join variance_leaf as leaf using (run_id, leaf_id)
where run_id = $run_id
group by leaf.path_1, part.effect
having sum(part.amount) <> 0
order by leaf.path_1, part.effect
