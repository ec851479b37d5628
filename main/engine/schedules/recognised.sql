-- grain: one row per schedule with a known term, method and month of its term
-- unit and sign: the schedule's currency; cost positive
-- source: amortised, schedule_slice
-- depends on: amortised, schedule_slice
-- checks: Σ per schedule and method = the schedule's amount
select
  schedule_slice.schedule_id,
  schedule_slice.method,
  schedule_slice.period,
  amortised.amount
from schedule_slice
inner join amortised using (part, slice)
