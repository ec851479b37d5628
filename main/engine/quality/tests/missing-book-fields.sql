-- grain: one row per line of a book and missing field, and per field what was tested
-- unit and sign: the book's own currency and sign
-- source: ledger lines, supplier invoices
-- depends on: active_ledger_entry, active_procurement_line
-- checks: columns as in define.ts
with
cell as (
  select
    source_file_id,
    source_row,
    period,
    currency,
    amount,
    concat_ws('|', ledger_account, document_number, line_number, amount, line_text) as said,
    concat_ws(' · ', ledger_account, vendor_name, line_text) as note,
    unnest([
      {'field': 'document number', 'value': document_number},
      {'field': 'posting date', 'value': cast(posting_date as varchar)}
    ]) as cell
  from active_ledger_entry
  where $period is null or period = $period
  union all
  select
    source_file_id,
    source_row,
    period_of(document_date),
    currency,
    amount,
    concat_ws('|', document_number, line_number, amount, description),
    concat_ws(' · ', document_number, description),
    unnest([
      {'field': 'vendor', 'value': coalesce(nullif(trim(vendor_id), ''), vendor_name)},
      {'field': 'invoice date', 'value': cast(document_date as varchar)}
    ])
  from active_procurement_line
  where
    kind = 'invoice'
    and ($period is null or document_date is null or period_of(document_date) = $period)
),
named as (
  select * exclude (cell), cell.field as field, nullif(trim(cell.value), '') as value from cell
),
-- A field a file mostly leaves empty is none that a hole in would say anything.
field as (
  select source_file_id, field
  from named
  group by all
  having count(value) * 2 >= count(*)
)
select
  field as subject,
  period,
  source_file_id,
  source_row as place,
  currency,
  amount,
  said as evidence,
  note,
  cast(null as bigint) as tested
from named
inner join field using (source_file_id, field)
where value is null
union all
select field, period, null, null, null, null, null, null, count(*)
from named
inner join field using (source_file_id, field)
group by all
