-- grain: one row per account and item type of the run
-- unit and sign: run currency; ledger − bills
-- source: reconciling_item, reconciling_item_line, item_acceptance
-- depends on: reconciliation_run
-- checks: open counts the items nobody accepted
with
accepted as (
  select distinct item_key
  from item_acceptance
  inner join reconciliation_run using (period)
  where reconciliation_run.run_id = $run_id and is_active
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
  item.account,
  item.type,
  cast(sum(item.amount) as decimal(38, 12)) as amount,
  cast(sum(coalesce(line.lines, 0)) as bigint) as lines,
  count(*) filter (accepted.item_key is null) as open
from reconciling_item as item
left join line using (item_key)
left join accepted using (item_key)
where item.run_id = $run_id
group by item.account, item.type
order by item.account, item.type
