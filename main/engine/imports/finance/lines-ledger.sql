-- grain: one row per ledger line of either file
-- unit and sign: ledger currency, debit positive
-- source: ledger_entry
-- depends on: ledger_entry
-- checks: a line is its entity, account, date, cost centre and document; its amount may change
select
  source_file_id = $source_file_id as is_after,
  period, currency, amount,
  concat_ws(
    '|', entity, ledger_account, coalesce(cast(posting_date as varchar), ''),
    coalesce(cost_centre, ''),
    case
      when document_number is not null then concat_ws('|', 'D', document_number, line_number)
      else concat_ws('|', 'T', line_text, reference, vendor_id)
    end
  ) as said,
  concat_ws(
    ' · ', ledger_account, cost_centre, document_number, coalesce(line_text, reference)
  ) as line
from ledger_entry
where source_file_id in ($other_file_id, $source_file_id)
