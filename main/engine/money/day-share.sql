-- grain: a function of an amount and the days before, up to the end of and in the whole of a span
-- unit and sign: decimal(38, 12), the amount's; a part of it or zero
-- source: its arguments
-- depends on: amount_units
-- checks: parts of consecutive days sum to the amount; equals amortise() on any input
create or replace temp macro day_share(amount, before, after, days) as
cast(
  cast(
    sign(amount) * (
      (abs(amount_units(amount)) // days) * after
      + (2 * (abs(amount_units(amount)) % days) * after + days) // (2 * days)
      - (abs(amount_units(amount)) // days) * before
      - (2 * (abs(amount_units(amount)) % days) * before + days) // (2 * days)
    ) as decimal(38, 0)
  ) * 0.000000000001 as decimal(38, 12)
)
