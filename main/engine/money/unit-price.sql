-- grain: a function of a cost and a quantity
-- unit and sign: decimal(38, 12), cost per unit of quantity; the sign of the quotient
-- source: its arguments
-- depends on: amount_units
-- checks: equals unitPriceUnits() up to 10^13; null beyond and where nothing was bought
create or replace temp macro unit_price(cost, quantity) as
case
  when quantity <> 0
    and abs(cost) <= 10000000000000
    and abs(quantity) <= 10000000000000
  then cast(
    cast(
      sign(cost) * sign(quantity) * (
        (abs(amount_units(cost)) // abs(amount_units(quantity))) * 1000000000000::hugeint
        + (
          2 * (abs(amount_units(cost)) % abs(amount_units(quantity))) * 1000000000000::hugeint
          + abs(amount_units(quantity))
        ) // (2 * abs(amount_units(quantity)))
      ) as decimal(38, 0)
    ) * 0.000000000001 as decimal(38, 12)
  )
end
