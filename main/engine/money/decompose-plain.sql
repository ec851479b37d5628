-- grain: one row per leaf whose price or quantity moves, in one currency and without mix
-- unit and sign: sixtieths of 10^-12 of the reporting currency; closing − opening
-- source: decompose_factor, $convention
-- depends on: decompose_factor
-- checks: the sixteen coalitions side by side, ten times as fast as one below the other
create or replace temp table decompose_sum as
with
priced as (
  select
    *,
    case when is_zero_0 then 0 else first_0 end as p00,
    case when is_zero_0 then 0 when not moves_3 then first_0
      else (first_1 * quantity_down + 576460752303423488) >> 60 end as p01,
    case when is_zero_1 then 0 when not moves_3 then first_1
      else (first_0 * quantity_up + 576460752303423488) >> 60 end as p10,
    case when is_zero_1 then 0 else first_1 end as p11,
    case when is_negative_0 then -1 else 1 end as sign_0,
    case when is_negative_1 then -1 else 1 end as sign_1
  from decompose_factor
  where factors > 1 and is_plain
),
discounted as (
  select
    *,
    (p00 * second_ratio_0 + 576460752303423488) >> 60 as d000,
    (p00 * second_ratio_1 + 576460752303423488) >> 60 as d001,
    (p01 * second_ratio_0 + 576460752303423488) >> 60 as d010,
    (p01 * second_ratio_1 + 576460752303423488) >> 60 as d011,
    (p10 * second_ratio_0 + 576460752303423488) >> 60 as d100,
    (p10 * second_ratio_1 + 576460752303423488) >> 60 as d101,
    (p11 * second_ratio_0 + 576460752303423488) >> 60 as d110,
    (p11 * second_ratio_1 + 576460752303423488) >> 60 as d111
  from priced
),
coalition as (
  select
    leaf_id,
    opening as v0000,
    closing as v1111,
    case when not (moves_5) then opening
      when not (moves_2 or moves_3 or moves_4) then closing
      else sign_0 * ((d000 * third_ratio_1 + 576460752303423488) >> 60) end as v0001,
    case when not (moves_4) then opening
      when not (moves_2 or moves_3 or moves_5) then closing
      else sign_0 * ((d001 * third_ratio_0 + 576460752303423488) >> 60) end as v0010,
    case when not (moves_4 or moves_5) then opening
      when not (moves_2 or moves_3) then closing
      else sign_0 * ((d001 * third_ratio_1 + 576460752303423488) >> 60) end as v0011,
    case when not (moves_3) then opening
      when not (moves_2 or moves_4 or moves_5) then closing
      else sign_0 * ((d010 * third_ratio_0 + 576460752303423488) >> 60) end as v0100,
    case when not (moves_3 or moves_5) then opening
      when not (moves_2 or moves_4) then closing
      else sign_0 * ((d010 * third_ratio_1 + 576460752303423488) >> 60) end as v0101,
    case when not (moves_3 or moves_4) then opening
      when not (moves_2 or moves_5) then closing
      else sign_0 * ((d011 * third_ratio_0 + 576460752303423488) >> 60) end as v0110,
    case when not (moves_3 or moves_4 or moves_5) then opening
      when not (moves_2) then closing
      else sign_0 * ((d011 * third_ratio_1 + 576460752303423488) >> 60) end as v0111,
    case when not (moves_2) then opening
      when not (moves_3 or moves_4 or moves_5) then closing
      else sign_1 * ((d100 * third_ratio_0 + 576460752303423488) >> 60) end as v1000,
    case when not (moves_2 or moves_5) then opening
      when not (moves_3 or moves_4) then closing
      else sign_1 * ((d100 * third_ratio_1 + 576460752303423488) >> 60) end as v1001,
    case when not (moves_2 or moves_4) then opening
      when not (moves_3 or moves_5) then closing
      else sign_1 * ((d101 * third_ratio_0 + 576460752303423488) >> 60) end as v1010,
    case when not (moves_2 or moves_4 or moves_5) then opening
      when not (moves_3) then closing
      else sign_1 * ((d101 * third_ratio_1 + 576460752303423488) >> 60) end as v1011,
    case when not (moves_2 or moves_3) then opening
      when not (moves_4 or moves_5) then closing
      else sign_1 * ((d110 * third_ratio_0 + 576460752303423488) >> 60) end as v1100,
    case when not (moves_2 or moves_3 or moves_5) then opening
      when not (moves_4) then closing
      else sign_1 * ((d110 * third_ratio_1 + 576460752303423488) >> 60) end as v1101,
    case when not (moves_2 or moves_3 or moves_4) then opening
      when not (moves_5) then closing
      else sign_1 * ((d111 * third_ratio_0 + 576460752303423488) >> 60) end as v1110
  from discounted
)
select
  leaf_id,
  cast(0 as hugeint) as sum_1,
  cast(case when $convention = 'symmetric'
    then 15 * (v1000 - v0000 + v1111 - v0111)
    + 5 * (v1001 - v0001 + v1010 - v0010 + v1011 - v0011
      + v1100 - v0100 + v1101 - v0101 + v1110 - v0110)
    else 60 * (v1000 - v0000) end as hugeint) as sum_2,
  cast(case when $convention = 'symmetric'
    then 15 * (v0100 - v0000 + v1111 - v1011)
    + 5 * (v0101 - v0001 + v0110 - v0010 + v0111 - v0011
      + v1100 - v1000 + v1101 - v1001 + v1110 - v1010)
    else 60 * (v1100 - v1000) end as hugeint) as sum_3,
  cast(case when $convention = 'symmetric'
    then 15 * (v0010 - v0000 + v1111 - v1101)
    + 5 * (v0011 - v0001 + v0110 - v0100 + v0111 - v0101
      + v1010 - v1000 + v1011 - v1001 + v1110 - v1100)
    else 60 * (v1110 - v1100) end as hugeint) as sum_4,
  cast(case when $convention = 'symmetric'
    then 15 * (v0001 - v0000 + v1111 - v1110)
    + 5 * (v0011 - v0010 + v0101 - v0100 + v0111 - v0110
      + v1001 - v1000 + v1011 - v1010 + v1101 - v1100)
    else 60 * (v1111 - v1110) end as hugeint) as sum_5
from coalition
