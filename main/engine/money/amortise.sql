-- grain: one row per amount and slice of amortise_input
-- unit and sign: unit and sign of the amount; a slice of it or zero
-- source: amortise_input (part, slice, amount, days, unit_digits): slices in order from 1
-- depends on: amortise_input, which its caller states
-- checks: Σ slices = amount; equals the reference amortise() on any input
with
slice as (
  select
    part,
    slice,
    cast(replace(cast(amount as varchar), '.', '') as hugeint) as units,
    cast('1' || repeat('0', 12 - unit_digits) as hugeint) as step,
    case when days < 0 then error('a slice of time cannot have fewer than no days')
      else days end as days,
    sum(days) over (partition by part) as days_total,
    sum(days) over (partition by part order by slice) as days_elapsed
  from amortise_input
),
sized as (
  select
    part,
    slice,
    step,
    sign(units) as direction,
    abs(units) // step as steps,
    days_elapsed,
    case when days_total = 0 then error('an amount cannot be spread over no days')
      else days_total end as days_total
  from slice
),
-- The quotient and the rest apart, so that no product needs more than 128 bits.
running as (
  select
    part,
    slice,
    step,
    direction * (
      (steps // days_total) * days_elapsed
      + (2 * (steps % days_total) * days_elapsed + days_total) // (2 * days_total)
    ) as steps
  from sized
),
gained as (
  select
    part,
    slice,
    step * (steps - coalesce(lag(steps) over (partition by part order by slice), 0)) as units
  from running
)
select
  part,
  slice,
  cast(cast(units as decimal(38, 0)) * 0.000000000001 as decimal(38, 12)) as amount
from gained
