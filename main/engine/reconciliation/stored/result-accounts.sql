-- grain: one row per account of the run
-- unit and sign: run currency; ledger − bills
-- source: reconciliation_account, reconciliation_line
-- depends on: nothing
-- checks: a line counts as matched when a match or nothing to match took it
with
line as (
  select
    account,
    count(*) filter (side = 'ledger') as ledger_lines,
    count(*) filter (side = 'ledger' and match_id is not null) as matched_ledger_lines,
    count(*) filter (side = 'billing') as billing_lines,
    count(*) filter (side = 'billing' and match_id is not null) as matched_billing_lines
  from reconciliation_line
  where run_id = $run_id
  group by account
)
select
  stated.account,
  stated.name,
  stated.kind,
  stated.basis,
  stated.owner,
  stated.ledger,
  stated.adjustment_period,
  stated.billing,
  stated.items,
  stated.unidentified,
  coalesce(line.ledger_lines, 0) as ledger_lines,
  coalesce(line.matched_ledger_lines, 0) as matched_ledger_lines,
  coalesce(line.billing_lines, 0) as billing_lines,
  coalesce(line.matched_billing_lines, 0) as matched_billing_lines
from reconciliation_account as stated
left join line using (account)
where stated.run_id = $run_id
order by stated.account_order
