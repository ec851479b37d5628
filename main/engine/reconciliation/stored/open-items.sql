-- grain: one row per item of the run nobody accepted
-- unit and sign: run currency; ledger − bills, base the account's ledger
-- source: reconciling_item, reconciling_item_line, reconciliation_account, item_acceptance
-- depends on: reconciliation_run
-- checks: an acceptance counts in every later run of the period that has the same key
with
accepted as (
  select distinct item_key
  from item_acceptance
  inner join reconciliation_run using (period)
  where reconciliation_run.run_id = $run_id and is_active
)
select
  item.account,
  item.type,
  item.amount,
  stated.ledger as base,
  exists (
    select 1
    from reconciling_item_line as line
    where line.run_id = item.run_id and line.item_key = item.item_key and line.side = 'ledger'
  ) as is_of_ledger
from reconciling_item as item
inner join reconciliation_account as stated using (run_id, account)
anti join accepted using (item_key)
where item.run_id = $run_id
order by item.account, item.item_key
