-- grain: one row per invoice line that repeats another, and what was tested
-- unit and sign: document currency; cost positive
-- source: supplier invoices
-- depends on: active_procurement_line
-- checks: columns as in define.ts; the first of equal lines is none
with
line as (
  select
    *,
    period_of(document_date) as period,
    coalesce(nullif(trim(vendor_name), ''), vendor_id) as vendor,
    ltrim(regexp_replace(lower(document_number), '[^a-z0-9]', '', 'g'), '0') as number,
    row_number() over (
      partition by
        lower(coalesce(nullif(trim(vendor_id), ''), trim(vendor_name))),
        ltrim(regexp_replace(lower(document_number), '[^a-z0-9]', '', 'g'), '0'),
        coalesce(
          nullif(trim(line_number), ''),
          concat_ws('|', description, ledger_account, cost_centre, period_start, period_end)
        ),
        amount,
        currency
      order by source_file_id, source_row
    ) as copy
  from active_procurement_line
  where
    kind = 'invoice'
    and amount <> 0
    and ($period is null or period_of(document_date) = $period)
)
select
  vendor as subject,
  period,
  source_file_id,
  source_row as place,
  currency,
  amount,
  concat_ws('|', vendor, number, line_number, amount, description) as evidence,
  concat_ws(' · ', concat('invoice ', document_number), description) as note,
  cast(null as bigint) as tested
from line
where copy > 1
union all
select null, period, null, null, null, null, null, null, count(*)
from line
group by all
