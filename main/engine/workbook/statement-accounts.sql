-- grain: one row per account of the run
-- unit and sign: run currency; unidentified = ledger − bills − items
-- source: reconciliation_account
-- depends on: nothing
-- checks: none
select account, name, kind, basis, owner, ledger, billing, unidentified
from reconciliation_account
where run_id = $run_id
order by account_order
