-- grain: one row per ledger line posted outside its period, and what was tested
-- unit and sign: ledger currency; debit positive
-- source: ledger lines with a posting date
-- depends on: active_ledger_entry
-- checks: columns as in define.ts; special periods are posted when they are
with
line as (
  select *, period_of(posting_date) as posted
  from active_ledger_entry
  where posting_date is not null and special_period is null
),
-- Where the lines of a file do not follow the calendar month, its fiscal calendar does not.
usual as (
  select source_file_id, entity
  from line
  group by all
  having count(*) filter (where posted = period) * 10 >= count(*) * 9
),
tested as (
  select line.*
  from line
  inner join usual using (source_file_id, entity)
  where $period is null or line.period = $period
)
select
  concat_ws(' ', entity, ledger_account) as subject,
  period,
  source_file_id,
  source_row as place,
  currency,
  amount,
  concat_ws('|', document_number, line_number, posting_date, amount) as evidence,
  concat_ws(' · ', concat('posted on ', posting_date), document_number, vendor_name, line_text)
    as note,
  cast(null as bigint) as tested
from tested
where posted <> period
union all
select null, period, null, null, null, null, null, null, count(*)
from tested
group by all
