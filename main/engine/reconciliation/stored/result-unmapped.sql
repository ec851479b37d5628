-- grain: one row per side, provider and category or ledger account, and currency no account takes
-- unit and sign: billing or ledger currency; cost and debit positive
-- source: reconciliation_unmapped
-- depends on: nothing
-- checks: bills before ledger, by code
select
  side,
  code,
  name,
  currency,
  records,
  amount
from reconciliation_unmapped
where run_id = $run_id
order by side, code, name, currency
