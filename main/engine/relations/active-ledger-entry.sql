-- grain: one row per ledger line of an active file
-- unit and sign: ledger currency, debit positive
-- source: ledger_entry
-- depends on: source_file, ledger_entry
-- checks: rows of withdrawn or superseded files are absent
create or replace view active_ledger_entry as
with
active as (
  select source_file_id
  from source_file
  where is_active
),
kept as (
  select ledger_entry.*
  from ledger_entry
  semi join active using (source_file_id)
)
select * from kept
