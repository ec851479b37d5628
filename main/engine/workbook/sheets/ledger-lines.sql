-- grain: one row per ledger line of the period or of the reconciliation run
-- unit and sign: ledger currency and run currency; debit positive
-- source: active_ledger_entry, reconciliation_line, source_file
-- depends on: nothing
-- checks: every active line of the period is here once per account that counts it
with
counted as (
  select line_id, account, amount, match_id
  from reconciliation_line
  where run_id = $run_id and side = 'ledger'
),
named as (
  select
    entry.source_file_id,
    entry.source_row,
    source_file.file_name,
    entry.entity,
    entry.ledger_account,
    entry.account_name,
    entry.document_number,
    entry.posting_date,
    entry.period,
    entry.special_period,
    entry.line_text,
    entry.reference,
    entry.purchase_order,
    coalesce(entry.vendor_name, entry.vendor_id) as vendor,
    entry.cost_centre,
    entry.currency,
    entry.amount,
    counted.account as statement_account,
    counted.amount as statement_amount,
    counted.match_id,
    row_number() over (
      partition by entry.source_file_id, entry.source_row
      order by counted.account
    ) = 1 as is_first
  from active_ledger_entry as entry
  inner join source_file using (source_file_id)
  left join counted
    on counted.line_id = concat_ws(':', entry.source_file_id, entry.source_row)
  where entry.period = $period or counted.line_id is not null
)
select *
from named
order by statement_account, ledger_account, period, file_name, source_file_id, source_row
