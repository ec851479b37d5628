-- grain: one row per proposed or accepted item of a run
-- unit and sign: run currency; ledger − bills
-- source: reconciling_item, reconciling_item_line, reconciliation_account, item_acceptance
-- depends on: nothing
-- checks: an acceptance counts in every later run of the period that has the same key
with
accepted as (
  select
    item_key,
    arg_max(comment, sequence) as comment
  from item_acceptance
  where period = $period and is_active
  group by item_key
),
line as (
  select
    item_key,
    count(*) as lines
  from reconciling_item_line
  where run_id = $run_id
  group by item_key
)
select
  item.item_key,
  item.account,
  item.type,
  item.description,
  item.amount,
  item.currency,
  coalesce(line.lines, 0) as lines,
  item.clears_period,
  item.first_period,
  accepted.item_key is not null as is_accepted,
  accepted.comment,
  item.reason,
  stated.ledger as base,
  run.materiality_absolute,
  run.materiality_percent
from reconciling_item as item
inner join reconciliation_run as run using (run_id)
inner join reconciliation_account as stated using (run_id, account)
left join line using (item_key)
left join accepted using (item_key)
where item.run_id = $run_id and ($account is null or item.account = $account)
order by item.account, abs(item.amount) desc, item.type, item.item_key
