-- grain: one row per ledger line that repeats another, and what was tested
-- unit and sign: ledger currency; debit positive
-- source: ledger lines with a document and a line number
-- depends on: active_ledger_entry
-- checks: columns as in define.ts; the first of equal lines is none
with
line as (
  select
    *,
    row_number() over (
      partition by
        entity, period, special_period, document_number, document_type, line_number,
        ledger_account, cost_centre, posting_date, amount, currency, line_text
      order by source_file_id, source_row
    ) as copy
  from active_ledger_entry
  where
    ($period is null or period = $period)
    and nullif(trim(document_number), '') is not null
    and nullif(trim(line_number), '') is not null
    and amount <> 0
)
select
  concat_ws(' ', entity, ledger_account) as subject,
  period,
  source_file_id,
  source_row as place,
  currency,
  amount,
  concat_ws('|', document_number, line_number, posting_date, amount, line_text) as evidence,
  concat_ws(
    ' · ', concat('document ', document_number, ' line ', line_number), vendor_name, line_text
  ) as note,
  cast(null as bigint) as tested
from line
where copy > 1
union all
select null, period, null, null, null, null, null, null, count(*)
from line
group by all
