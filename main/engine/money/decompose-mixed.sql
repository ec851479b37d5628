-- grain: one row per other leaf with more than one factor that moves
-- unit and sign: sixtieths of 10^-12 of the reporting currency; closing − opening
-- source: decompose_factor, $convention
-- depends on: decompose_factor, decompose-plain.sql
-- checks: one row per coalition, for up to six factors
insert into decompose_sum
with
-- All coalitions of the factors for the symmetric form, the growing ones for standard cost.
step as (
  select
    *,
    unnest(
      case when $convention = 'symmetric' then range(1 << factors)
        else list_transform(range(factors + 1), lambda place: (1 << place) - 1) end
    ) as mask
  from decompose_factor
  where factors > 1 and not is_plain
),
state as (
  select
    *,
    bit_count(mask) as switched,
    case when moves_1 then (mask >> bit_1) & 1 end as own_1,
    case when moves_2 then (mask >> bit_2) & 1 end as own_2,
    case when moves_3 then (mask >> bit_3) & 1 end as own_3,
    case when moves_4 then (mask >> bit_4) & 1 else 0 end as at_4,
    case when moves_5 then (mask >> bit_5) & 1 else 0 end as at_5,
    case when moves_6 then (mask >> bit_6) & 1 else 0 end as at_6
  from step
),
placed as (
  select
    *,
    coalesce(own_2, own_1, own_3, 0) as at_share,
    coalesce(own_1, own_2, own_3, 0) as at_total,
    coalesce(own_3, own_2, own_1, 0) as at_price
  from state
),
priced as (
  select
    *,
    case
      when at_share = at_price then case when at_price = 1 then first_1 else first_0 end
      when at_share = 1 then (first_0 * quantity_up + 576460752303423488) >> 60
      else (first_1 * quantity_down + 576460752303423488) >> 60
    end as priced
  from placed
),
totalled as (
  select
    *,
    case
      when at_total = at_share then priced
      when at_total = 1 then (priced * total_up + 576460752303423488) >> 60
      else (priced * total_down + 576460752303423488) >> 60
    end as totalled
  from priced
),
second as (
  select
    *,
    (totalled * case when at_4 = 1 then second_ratio_1 else second_ratio_0 end
      + 576460752303423488) >> 60 as discounted
  from totalled
),
third as (
  select
    *,
    (discounted * case when at_5 = 1 then third_ratio_1 else third_ratio_0 end
      + 576460752303423488) >> 60 as committed
  from second
),
coalition as (
  select
    *,
    case
      when mask = 0 then opening
      when mask = (1 << factors) - 1 then closing
      when at_share = 0 and is_zero_0 or at_share = 1 and is_zero_1 then 0
      else case when at_share = 1 and is_negative_1 or at_share = 0 and is_negative_0
          then -1 else 1 end
        * ((committed * case when at_6 = 1 then rate_ratio_1 else rate_ratio_0 end
          + 576460752303423488) >> 60)
    end as amount
  from third
),
weight as (
  select * from (values
    (1, 0, 60), (2, 0, 30), (2, 1, 30), (3, 0, 20), (3, 1, 10), (3, 2, 20),
    (4, 0, 15), (4, 1, 5), (4, 2, 5), (4, 3, 15),
    (5, 0, 12), (5, 1, 3), (5, 2, 2), (5, 3, 3), (5, 4, 12),
    (6, 0, 10), (6, 1, 2), (6, 2, 1), (6, 3, 1), (6, 4, 2), (6, 5, 10)
  ) as w (factors, switched, sixtieths)
),
-- The weight with which a coalition counts for a factor it holds, and against one it lacks.
weighed as (
  select
    coalition.*,
    coalesce(held.sixtieths, 0) * amount as held,
    coalesce(lacked.sixtieths, 0) * amount as lacked
  from coalition
  left join weight as held
    on held.factors = coalition.factors and held.switched = coalition.switched - 1
  left join weight as lacked
    on lacked.factors = coalition.factors and lacked.switched = coalition.switched
),
contribution as (
  select
    leaf_id,
    case when not moves_1 then 0 when $convention = 'symmetric'
      then case when (mask >> bit_1) & 1 = 1 then held else -lacked end
      when switched = bit_1 + 1 then 60 * amount when switched = bit_1 then -60 * amount
      else 0 end as part_1,
    case when not moves_2 then 0 when $convention = 'symmetric'
      then case when (mask >> bit_2) & 1 = 1 then held else -lacked end
      when switched = bit_2 + 1 then 60 * amount when switched = bit_2 then -60 * amount
      else 0 end as part_2,
    case when not moves_3 then 0 when $convention = 'symmetric'
      then case when (mask >> bit_3) & 1 = 1 then held else -lacked end
      when switched = bit_3 + 1 then 60 * amount when switched = bit_3 then -60 * amount
      else 0 end as part_3,
    case when not moves_4 then 0 when $convention = 'symmetric'
      then case when (mask >> bit_4) & 1 = 1 then held else -lacked end
      when switched = bit_4 + 1 then 60 * amount when switched = bit_4 then -60 * amount
      else 0 end as part_4,
    case when not moves_5 then 0 when $convention = 'symmetric'
      then case when (mask >> bit_5) & 1 = 1 then held else -lacked end
      when switched = bit_5 + 1 then 60 * amount when switched = bit_5 then -60 * amount
      else 0 end as part_5
  from weighed
)
select
  leaf_id,
  cast(sum(part_1) as hugeint) as sum_1,
  cast(sum(part_2) as hugeint) as sum_2,
  cast(sum(part_3) as hugeint) as sum_3,
  cast(sum(part_4) as hugeint) as sum_4,
  cast(sum(part_5) as hugeint) as sum_5
from contribution
group by leaf_id
