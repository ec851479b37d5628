-- grain: one row per period and currency with ledger lines no account map entry compares
-- unit and sign: ledger currency; debit positive
-- source: active_ledger_entry, reconciliation_run, reconciliation_account
-- depends on: active_ledger_entry, reconciliation_run, reconciliation_account
-- checks: only periods that were reconciled, by their latest run
with
latest as (
  select period, run_id
  from reconciliation_run
  where $period is null or period = $period
  qualify row_number() over (partition by period order by sequence desc, run_id) = 1
),
mapped as (
  select latest.period, reconciliation_account.account
  from latest
  inner join reconciliation_account using (run_id)
),
unmapped as (
  select
    entry.period,
    entry.currency,
    entry.ledger_account,
    count(*) as lines,
    sum(entry.amount) as amount
  from active_ledger_entry as entry
  inner join latest on latest.period = entry.period
  anti join mapped
    on mapped.period = entry.period and mapped.account = entry.ledger_account
  group by entry.period, entry.currency, entry.ledger_account
)
select
  period,
  currency,
  count(*) as accounts,
  cast(sum(lines) as bigint) as lines,
  cast(sum(amount) as decimal(38, 12)) as amount,
  array_to_string(list(ledger_account order by abs(amount) desc, ledger_account)[1:5], ', ')
    as examples
from unmapped
group by period, currency
order by period, currency
