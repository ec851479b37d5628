-- grain: one row per line of an item's evidence, or per line no match took
-- unit and sign: run currency; open lines in their side's own sign, evidence ledger − bills
-- source: reconciliation_line, reconciliation_line_file, reconciling_item_line, source_file
-- depends on: nothing
-- checks: total counts every line of the page's query; Σ evidence = the item's amount
with
evidence as (
  select
    line.*,
    case item.side when 'ledger' then item.amount else - item.amount end as shown_amount
  from reconciling_item_line as item
  inner join reconciliation_line as line using (run_id, account, side, line_id)
  where item.run_id = $run_id and item.item_key = $item_key
),
unmatched as (
  select
    *,
    amount as shown_amount
  from reconciliation_line
  where
    $item_key is null
    and run_id = $run_id
    and match_id is null
    and ($account is null or account = $account)
    and ($side is null or side = $side)
),
listed as (
  select * from evidence
  union all by name
  select * from unmatched
),
further as (
  select
    line.account,
    line.line_id,
    string_agg(source_file.file_name, ', ' order by line.source_file_id) as file_names,
    string_agg(
      concat_ws('–', line.row_first, nullif(line.row_last, line.row_first)), '; '
      order by line.source_file_id
    ) as rows
  from reconciliation_line_file as line
  left join source_file using (source_file_id)
  where line.run_id = $run_id
  group by all
)
select
  listed.side,
  listed.account,
  cast(listed.line_date as varchar) as line_date,
  listed.document,
  listed.reference,
  listed.vendor,
  listed.line_text,
  listed.cost_centre,
  listed.shown_amount as amount,
  listed.foreign_amount,
  listed.foreign_currency,
  listed.records,
  nullif(concat_ws(', ', source_file.file_name, further.file_names), '') as file,
  concat_ws(
    '; ',
    concat_ws('–', listed.row_first, nullif(listed.row_last, listed.row_first)),
    further.rows
  ) as rows,
  listed.line_id,
  count(*) over () as total
from listed
left join source_file using (source_file_id)
left join further using (account, line_id)
order by
  listed.side desc, listed.account, listed.line_date, listed.document, listed.amount,
  listed.line_id
limit $limit
offset $offset
