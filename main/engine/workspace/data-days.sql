-- grain: one row: the first and the last day the workspace has charges or ledger lines of
-- unit and sign: none
-- source: charge, active_ledger_entry
-- depends on: charge, active_ledger_entry
-- checks: null where it has neither
with
dated as (
  select
    cast(min(billing_period_start) as date) as first_day,
    cast(max(greatest(billing_period_start, charge_period_start)) as date) as last_day
  from charge
  union all
  select min(posting_date), max(posting_date)
  from active_ledger_entry
)
select
  cast(min(first_day) as varchar) as first,
  cast(max(last_day) as varchar) as last
from dated
