-- grain: one row per part and slice: the input of amortise
-- unit and sign: schedule_slice's
-- source: schedule_slice
-- depends on: schedule_slice
-- checks: none of its own
select
  part,
  slice,
  amount,
  cast(days as hugeint) as days,
  unit_digits
from schedule_slice
