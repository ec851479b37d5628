-- grain: one row per proposed item
-- unit and sign: run currency; ledger − bills
-- source: recon_item
-- depends on: collect.sql
-- checks: item_key is unique
select
  item_key,
  account,
  type,
  group_key,
  amount,
  ledger_amount,
  billing_amount,
  ledger_lines,
  billing_lines,
  first_period,
  clears_period,
  vendors,
  documents,
  note,
  note_last,
  said
from recon_item
order by account_order, type, item_key
