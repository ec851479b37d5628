-- grain: a function of a cost and a quantity, neither below zero
-- unit and sign: cost in 10^-12, quantity in 10^-12 or 10^-9 with what evens that out as `last`
-- source: its arguments
-- depends on: nothing
-- checks: null where 64 bits cannot carry the quotient, whose way unit_price then goes
create or replace temp macro price_input(cost, quantity) as
case
  when quantity between 0.001 and 18000
    and cost <= case when quantity >= 1 then 999999 else 999 end
  then struct_pack(
    cost := cast(replace(cast(try_cast(cost as decimal(18, 12)) as varchar), '.', '') as ubigint),
    quantity := cast(
      replace(cast(try_cast(quantity as decimal(18, 12)) as varchar), '.', '') as ubigint
    ),
    last := 1000::ubigint
  )
  -- A large quantity is seldom written with more than nine decimals.
  when quantity between 18000 and 18000000
    and cost <= 999999
    and quantity = try_cast(quantity as decimal(18, 9))
  then struct_pack(
    cost := cast(replace(cast(try_cast(cost as decimal(18, 12)) as varchar), '.', '') as ubigint),
    quantity := cast(
      replace(cast(try_cast(quantity as decimal(18, 9)) as varchar), '.', '') as ubigint
    ),
    last := 1::ubigint
  )
end
