-- grain: one row per currency: document lines of a procurement file that another one holds as well
-- unit and sign: document currency, as the file's rows
-- source: procurement_line
-- depends on: procurement_line
-- checks: a line is its kind, entity, vendor, document and line number
with
line as (
  select source_file_id, currency, amount,
    concat_ws(
      '|', kind, entity, coalesce(vendor_id, vendor_name, ''), document_number,
      coalesce(line_number, description, '')
    ) as said
  from procurement_line
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
