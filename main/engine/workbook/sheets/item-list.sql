-- grain: one row per reconciling item of the run
-- unit and sign: run currency; ledger − bills
-- source: reconciling_item, reconciling_item_line, item_acceptance
-- depends on: nothing
-- checks: Σ amount = Σ items of reconciliation_account
with
line as (
  select
    item_key,
    count(*) filter (side = 'ledger') as ledger_lines,
    count(*) filter (side = 'billing') as billing_lines
  from reconciling_item_line
  where run_id = $run_id
  group by item_key
),
accepted as (
  select item_key, arg_max(comment, sequence) as comment
  from item_acceptance
  where period = $period and is_active
  group by item_key
)
select
  item.item_key,
  item.account,
  item.type,
  item.description,
  item.reason,
  item.amount,
  item.clears_period,
  item.first_period,
  coalesce(line.ledger_lines, 0) as ledger_lines,
  coalesce(line.billing_lines, 0) as billing_lines,
  accepted.item_key is not null as is_accepted,
  accepted.comment
from reconciling_item as item
left join line using (item_key)
left join accepted using (item_key)
where item.run_id = $run_id
order by item.account, item.type, abs(item.amount) desc, item.item_key
