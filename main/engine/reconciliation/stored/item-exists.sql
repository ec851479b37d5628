-- grain: the item of a run, or no row
-- unit and sign: run currency; ledger − bills
-- source: reconciling_item
-- depends on: nothing
-- checks: one row at most
select
  type,
  account,
  cast(amount as varchar) as amount
from reconciling_item
where run_id = $run_id and item_key = $item_key
