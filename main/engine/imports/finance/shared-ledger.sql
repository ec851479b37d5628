-- grain: one row per currency: lines of a ledger file that another one holds as well
-- unit and sign: ledger currency, debit positive
-- source: ledger_entry
-- depends on: ledger_entry
-- checks: a line is its entity, account, period, date and document, or what it says without one
with
line as (
  select source_file_id, currency, amount,
    concat_ws(
      '|', entity, ledger_account, period, coalesce(cast(posting_date as varchar), ''),
      case
        when document_number is not null then concat_ws('|', 'D', document_number, line_number)
        when coalesce(line_text, reference) is not null
          then concat_ws('|', 'T', line_text, reference, vendor_id, cost_centre)
        else concat_ws('|', 'A', cost_centre, cast(amount as varchar))
      end
    ) as said
  from ledger_entry
  where source_file_id in ($source_file_id, $other_file_id)
),
theirs as (
  select distinct said
  from line
  where source_file_id = $other_file_id
),
mine as (
  select line.currency, line.amount
  from line
  semi join theirs using (said)
  where line.source_file_id = $source_file_id
)
select currency, count(*) as lines, cast(sum(amount) as varchar) as amount
from mine
group by currency
order by currency
