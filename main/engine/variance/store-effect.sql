-- grain: one row per leaf of a run and effect that is not zero
-- unit and sign: reporting currency; closing − opening
-- source: variance_ladder, decompose_output
-- depends on: variance_ladder, decompose_output
-- checks: Σ effects of a leaf = closing − opening
insert into variance_effect (run_id, leaf_id, effect, amount)
with
effect as (
  select leaf_id, whole as effect, cast(closing - opening as decimal(38, 12)) as amount
  from variance_ladder
  where whole is not null
  union all
  select
    leaf_id,
    case
      when $of = 'allocated' and position < 6 then 'not-decomposable'
      when position = 1 then 'volume'
      when position = 2 then case when total_0 is null then 'volume' else 'mix' end
      when position = 3 then third_effect
      when position = 4 then fourth_effect
      when position = 5 then 'commitment'
      else 'currency'
    end as effect,
    decompose_output.amount
  from decompose_output
  join decompose_input using (leaf_id)
  join variance_ladder using (leaf_id)
)
select $run_id, leaf_id, effect, amount
from effect
where amount <> 0
