-- grain: one row per period that has ledger lines or a run
-- unit and sign: counts
-- source: active_ledger_entry, allocation_run, reconciliation_run
-- depends on: active_ledger_entry, allocation_run, reconciliation_run
-- checks: a period appears once
with
ledger as (
  select period, count(*) as ledger_lines
  from active_ledger_entry
  group by period
),
known as (
  select period from ledger
  union
  select period from allocation_run
  union
  select period from reconciliation_run
)
select
  known.period,
  coalesce(ledger.ledger_lines, 0) as ledger_lines,
  known.period in (select period from allocation_run) as is_allocated,
  known.period in (select period from reconciliation_run) as is_reconciled
from known
left join ledger using (period)
order by known.period
