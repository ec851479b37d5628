-- grain: one row per currency either side is written in
-- unit and sign: none
-- source: source_file_total, ledger_entry
-- depends on: charge, active_ledger_entry
-- checks: a null currency is absent
with
named as (
  select billing_currency as currency from charge
  union
  select currency from active_ledger_entry
  union
  select foreign_currency as currency from active_ledger_entry
)
select currency
from named
where currency is not null
order by currency
