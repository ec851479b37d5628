-- grain: one row per run of missing document numbers, and how many numbers were tested
-- unit and sign: none
-- source: documents of ledgers and supplier invoices
-- depends on: active_ledger_entry, active_procurement_line
-- checks: columns as in define.ts; only numbers that run nearly without holes
with
document as (
  select distinct
    source_file_id,
    concat_ws(' ', 'ledger', entity, document_type) as series,
    period,
    document_number
  from active_ledger_entry
  where $period is null or period = $period
  union
  select distinct
    source_file_id,
    concat_ws(' ', 'invoices', entity, coalesce(nullif(vendor_name, ''), vendor_id)),
    period_of(document_date),
    document_number
  from active_procurement_line
  where
    kind = 'invoice' and ($period is null or period_of(document_date) = $period)
),
numbered as (
  select
    series,
    period,
    regexp_extract(document_number, '^(.*?)([0-9]{1,15})$', 1) as prefix,
    length(document_number) as digits,
    cast(regexp_extract(document_number, '^(.*?)([0-9]{1,15})$', 2) as bigint) as number,
    min(source_file_id) as source_file_id
  from document
  where regexp_matches(document_number, '^.*[0-9]{1,15}$')
  group by all
),
series as (
  select series, period, prefix, digits
  from numbered
  group by all
  having
    count(*) >= cast($documents_least as integer)
    and count(*) * 100 >= (max(number) - min(number) + 1) * cast($percent_least as integer)
),
following as (
  select
    numbered.*,
    lead(number) over (
      partition by series, period, prefix, digits order by number
    ) as next_number
  from numbered
  inner join series using (series, period, prefix, digits)
)
select
  series as subject,
  period,
  source_file_id,
  cast(null as bigint) as place,
  cast(null as varchar) as currency,
  cast(null as decimal(38, 12)) as amount,
  concat_ws('|', prefix, number, next_number) as evidence,
  concat(
    next_number - number - 1, ' missing between ', prefix, number, ' and ', prefix, next_number
  ) as note,
  cast(null as bigint) as tested
from following
where next_number > number + 1
union all
select null, period, null, null, null, null, null, null, count(*)
from following
group by all
