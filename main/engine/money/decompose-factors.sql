-- grain: one row per leaf of decompose_input that 128 bits can hold
-- unit and sign: 10^-12 of an amount; ratios at 60 binary places; magnitudes, signs apart
-- source: decompose_input (opening as _0, closing as _1 of total, quantity, rungs and rate)
-- depends on: decompose_input, a temporary table its caller fills; amount_units
-- checks: equals readFactors() of the reference decompose()
create or replace temp table decompose_factor as
with
unit as (
  select
    leaf_id,
    total_0 is not null as has_total,
    second_0 is not null as has_second,
    third_0 is not null as has_third,
    amount_units(opening) as opening,
    amount_units(closing) as closing,
    amount_units(total_0) as total_0,
    amount_units(total_1) as total_1,
    amount_units(quantity_0) as quantity_0,
    amount_units(quantity_1) as quantity_1,
    amount_units(first_0) as first_0,
    amount_units(first_1) as first_1,
    amount_units(second_0) as second_0,
    amount_units(second_1) as second_1,
    amount_units(third_0) as third_0,
    amount_units(third_1) as third_1,
    amount_units(rate_0) as rate_0,
    amount_units(rate_1) as rate_1
  from decompose_input
),
-- Amounts up to 2^54 units and quantities up to 2^66 leave room for every product that follows.
narrow as (
  select
    leaf_id, opening, closing, has_total, quantity_0, quantity_1, total_0, total_1, rate_0, rate_1,
    quantity_0 < 0 as is_negative_0,
    quantity_1 < 0 as is_negative_1,
    abs(quantity_0) as size_0,
    abs(quantity_1) as size_1,
    abs(first_0) as first_0,
    abs(first_1) as first_1,
    first_0 as signed_0,
    first_1 as signed_1,
    case when has_second then abs(second_0) end as second_0,
    case when has_second then abs(second_1) end as second_1,
    case when has_third then abs(third_0) end as third_0,
    case when has_third then abs(third_1) end as third_1,
    has_second, has_third
  from unit
  where
    abs(first_0) <= 18014398509481984
    and abs(first_1) <= 18014398509481984
    and coalesce(abs(second_0), 0) <= 18014398509481984
    and coalesce(abs(second_1), 0) <= 18014398509481984
    and coalesce(abs(third_0), 0) <= 18014398509481984
    and coalesce(abs(third_1), 0) <= 18014398509481984
    and abs(quantity_0) <= 73786976294838206464
    and abs(quantity_1) <= 73786976294838206464
    and abs(coalesce(total_0, 0)) <= 73786976294838206464
    and abs(coalesce(total_1, 0)) <= 73786976294838206464
    and rate_0 <= 2000000000000
    and rate_1 <= 2000000000000
    and abs(opening) <= 73786976294838206464
    and abs(closing) <= 73786976294838206464
),
-- Quantities lose the bits beyond 54 that their ratio can spare.
shifted as (
  select
    *,
    case
      when greatest(size_0, size_1) <= 18014398509481984 then 0
      when greatest(size_0, size_1) >> 4 <= 18014398509481984 then 4
      when greatest(size_0, size_1) >> 8 <= 18014398509481984 then 8
      else 12
    end as size_shift,
    case
      when greatest(total_0, total_1) <= 18014398509481984 then 0
      when greatest(total_0, total_1) >> 4 <= 18014398509481984 then 4
      when greatest(total_0, total_1) >> 8 <= 18014398509481984 then 8
      else 12
    end as total_shift
  from narrow
),
word as materialized (
  select
    *,
    cast(size_0 >> size_shift as ubigint) as size_word_0,
    cast(size_1 >> size_shift as ubigint) as size_word_1,
    cast(total_0 >> total_shift as ubigint) as total_word_0,
    cast(total_1 >> total_shift as ubigint) as total_word_1,
    cast(first_0 as ubigint) as first_word_0,
    cast(first_1 as ubigint) as first_word_1,
    cast(second_0 as ubigint) as second_word_0,
    cast(second_1 as ubigint) as second_word_1,
    cast(third_0 as ubigint) as third_word_0,
    cast(third_1 as ubigint) as third_word_1,
    cast(rate_0 as ubigint) as rate_word_0,
    cast(rate_1 as ubigint) as rate_word_1
  from shifted
),
-- Every quotient in columns of their own: inside a case each step would be divided again.
quotient as (
  select
    *,
    fixed_ratio(size_word_1, greatest(size_word_0, 1)) as size_up,
    fixed_ratio(size_word_0, greatest(size_word_1, 1)) as size_down,
    fixed_ratio(second_word_0, greatest(first_word_0, 1)) as second_quotient_0,
    fixed_ratio(second_word_1, greatest(first_word_1, 1)) as second_quotient_1,
    fixed_ratio(third_word_0, greatest(second_word_0, 1)) as third_quotient_0,
    fixed_ratio(third_word_1, greatest(second_word_1, 1)) as third_quotient_1
  from word
),
ratio as materialized (
  select
    *,
    case when size_0 = size_1 or size_0 = 0 or size_1 = 0 then 1152921504606846976
      else size_up end as quantity_up,
    case when size_0 = size_1 or size_0 = 0 or size_1 = 0 then 1152921504606846976
      else size_down end as quantity_down,
    case when not has_total or total_0 = total_1 then 1152921504606846976
      else fixed_ratio(total_word_1, total_word_0) end as total_up,
    case when not has_total or total_0 = total_1 then 1152921504606846976
      else fixed_ratio(total_word_0, total_word_1) end as total_down,
    case when not has_second or (second_0 = first_0 and second_0 != 0 and size_0 != 0)
      then 1152921504606846976
      when size_0 != 0 and first_0 != 0 then second_quotient_0 end as own_second_0,
    case when not has_second or (second_1 = first_1 and second_1 != 0 and size_1 != 0)
      then 1152921504606846976
      when size_1 != 0 and first_1 != 0 then second_quotient_1 end as own_second_1,
    case when not has_third or (third_0 = second_0 and third_0 != 0 and size_0 != 0)
      then 1152921504606846976
      when size_0 != 0 and second_0 != 0 then third_quotient_0 end as own_third_0,
    case when not has_third or (third_1 = second_1 and third_1 != 0 and size_1 != 0)
      then 1152921504606846976
      when size_1 != 0 and second_1 != 0 then third_quotient_1 end as own_third_1,
    case when rate_0 = 1000000000000 then 1152921504606846976
      else fixed_ratio(rate_word_0, 1000000000000::ubigint) end as rate_ratio_0,
    case when rate_1 = 1000000000000 then 1152921504606846976
      else fixed_ratio(rate_word_1, 1000000000000::ubigint) end as rate_ratio_1
  from quotient
),
defined as materialized (
  select
    *,
    coalesce(own_second_0, own_second_1, 1152921504606846976) as second_ratio_0,
    coalesce(own_second_1, own_second_0, 1152921504606846976) as second_ratio_1,
    coalesce(own_third_0, own_third_1, 1152921504606846976) as third_ratio_0,
    coalesce(own_third_1, own_third_0, 1152921504606846976) as third_ratio_1
  from ratio
),
-- Ratios up to 64 for quantities and 2 to 4 for the rest; the reference takes what moves more.
moving as (
  select
    *,
    has_total and total_0 != total_1 as moves_1,
    case
      when not has_total or size_0 = 0 or size_1 = 0 or is_negative_0 != is_negative_1
      then quantity_0 != quantity_1
      else quantity_up != total_up or quantity_down != total_down
    end as moves_2,
    quantity_0 != 0 and quantity_1 != 0 and signed_0 * quantity_1 != signed_1 * quantity_0
      as moves_3,
    second_ratio_0 != second_ratio_1 as moves_4,
    third_ratio_0 != third_ratio_1 as moves_5,
    rate_ratio_0 != rate_ratio_1 as moves_6
  from defined
  where
    quantity_up is not null and quantity_down is not null
    and total_up is not null and total_down is not null
    and greatest(quantity_up, quantity_down) <= 73786976294838206464
    and greatest(total_up, total_down, third_ratio_0, third_ratio_1) <= 2305843009213693952
    and greatest(second_ratio_0, second_ratio_1) <= 4611686018427387904
),
factor as (
  select
    *,
    cast(0 as integer) as bit_1,
    cast(moves_1 as integer) as bit_2,
    cast(moves_1 as integer) + cast(moves_2 as integer) as bit_3,
    cast(moves_1 as integer) + cast(moves_2 as integer) + cast(moves_3 as integer) as bit_4,
    cast(moves_1 as integer) + cast(moves_2 as integer) + cast(moves_3 as integer)
      + cast(moves_4 as integer) as bit_5,
    cast(moves_1 as integer) + cast(moves_2 as integer) + cast(moves_3 as integer)
      + cast(moves_4 as integer) + cast(moves_5 as integer) as bit_6,
    cast(moves_1 as integer) + cast(moves_2 as integer) + cast(moves_3 as integer)
      + cast(moves_4 as integer) + cast(moves_5 as integer) + cast(moves_6 as integer) as factors,
    case
      when moves_6 then 6 when moves_5 then 5 when moves_4 then 4 when moves_3 then 3
      when moves_2 then 2 when moves_1 then 1 else 3
    end as last_position
  from moving
)
select
  leaf_id, opening, closing, factors, last_position,
  quantity_0 = 0 as is_zero_0, quantity_1 = 0 as is_zero_1, is_negative_0, is_negative_1,
  first_0, first_1, quantity_up, quantity_down, total_up, total_down,
  second_ratio_0, second_ratio_1, third_ratio_0, third_ratio_1, rate_ratio_0, rate_ratio_1,
  moves_1, moves_2, moves_3, moves_4, moves_5, moves_6,
  bit_1, bit_2, bit_3, bit_4, bit_5, bit_6,
  not moves_1 and not moves_6
    and rate_ratio_0 = 1152921504606846976 and rate_ratio_1 = 1152921504606846976 as is_plain
from factor
