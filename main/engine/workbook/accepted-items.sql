-- grain: one row per accepted item of the run
-- unit and sign: none
-- source: item_acceptance, reconciling_item
-- depends on: nothing
-- checks: none
select item_key as item, coalesce(arg_max(comment, sequence), '') as comment
from item_acceptance
where
  period = $period
  and is_active
  and item_key in (select item_key from reconciling_item where run_id = $run_id)
group by item_key
order by item_key
