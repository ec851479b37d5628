-- grain: one row per billing line of the reconciliation run
-- unit and sign: run currency; cost positive
-- source: reconciliation_line, source_file
-- depends on: nothing
-- checks: Σ amount of an account = its bills in reconciliation_account
with
line as (
  select *
  from reconciliation_line
  where run_id = $run_id and side = 'billing'
)
select
  line.line_id,
  line.account,
  line.document,
  line.reference,
  line.vendor,
  line.purchase_order,
  line.cost_centre,
  line.line_date,
  line.line_text,
  line.amount,
  source_file.file_name,
  line.source_file_id,
  line.row_first,
  line.row_last,
  line.records,
  line.match_id
from line
left join source_file using (source_file_id)
order by line.account, source_file.file_name, line.row_first, line.line_id, line.amount
