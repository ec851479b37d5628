-- grain: one row where the period has anything to compare, none where it has not
-- unit and sign: none
-- source: active_ledger_entry, charge
-- depends on: nothing
-- checks: one row at most
with
something as (
  select 1 as found from active_ledger_entry where period = $period
  union all
  select 1 as found from charge where billed_period = $period or effective_period = $period
)
select found
from something
limit 1
