-- grain: one row per leaf of decompose_factor and factor that moved
-- unit and sign: reporting currency; closing − opening
-- source: decompose_factor, decompose_sum
-- depends on: decompose_factor, decompose-plain.sql, decompose-mixed.sql
-- checks: Σ effects of a leaf = closing − opening; equals the reference decompose()
create or replace temp table decompose_output as
with
-- Half away from zero, in 64 bits where the sum fits them.
rounded as (
  select
    leaf_id, last_position, closing - opening as change,
    moves_1, moves_2, moves_3, moves_4, moves_5, moves_6,
    case when last_position <= 1 or not moves_1 then 0
      when abs(sum_1) < 4000000000000000000
      then cast(sign(sum_1) * ((abs(cast(sum_1 as bigint)) * 2 + 60) // 120) as hugeint)
      else sign(sum_1) * ((abs(sum_1) * 2 + 60) // 120) end as effect_1,
    case when last_position <= 2 or not moves_2 then 0
      when abs(sum_2) < 4000000000000000000
      then cast(sign(sum_2) * ((abs(cast(sum_2 as bigint)) * 2 + 60) // 120) as hugeint)
      else sign(sum_2) * ((abs(sum_2) * 2 + 60) // 120) end as effect_2,
    case when last_position <= 3 or not moves_3 then 0
      when abs(sum_3) < 4000000000000000000
      then cast(sign(sum_3) * ((abs(cast(sum_3 as bigint)) * 2 + 60) // 120) as hugeint)
      else sign(sum_3) * ((abs(sum_3) * 2 + 60) // 120) end as effect_3,
    case when last_position <= 4 or not moves_4 then 0
      when abs(sum_4) < 4000000000000000000
      then cast(sign(sum_4) * ((abs(cast(sum_4 as bigint)) * 2 + 60) // 120) as hugeint)
      else sign(sum_4) * ((abs(sum_4) * 2 + 60) // 120) end as effect_4,
    case when last_position <= 5 or not moves_5 then 0
      when abs(sum_5) < 4000000000000000000
      then cast(sign(sum_5) * ((abs(cast(sum_5 as bigint)) * 2 + 60) // 120) as hugeint)
      else sign(sum_5) * ((abs(sum_5) * 2 + 60) // 120) end as effect_5
  from decompose_factor
  left join decompose_sum using (leaf_id)
),
closed as (
  select
    *,
    change - effect_1 - effect_2 - effect_3 - effect_4 - effect_5 as residue
  from rounded
),
effect as (
  select leaf_id, 1 as position,
    case when last_position = 1 then residue else effect_1 end as units
  from closed where moves_1
  union all
  select leaf_id, 2, case when last_position = 2 then residue else effect_2 end
  from closed where moves_2
  union all
  select leaf_id, 3, case when last_position = 3 then residue else effect_3 end
  from closed where moves_3 or last_position = 3
  union all
  select leaf_id, 4, case when last_position = 4 then residue else effect_4 end
  from closed where moves_4
  union all
  select leaf_id, 5, case when last_position = 5 then residue else effect_5 end
  from closed where moves_5
  union all
  select leaf_id, 6, residue
  from closed where moves_6
)
select
  leaf_id,
  position,
  cast(cast(units as decimal(38, 0)) * 0.000000000001 as decimal(38, 12)) as amount
from effect
