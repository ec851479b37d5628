-- grain: the acceptance in force, which ends
-- unit and sign: none
-- source: item_acceptance
-- depends on: nothing
-- checks: the row stays as a record
update item_acceptance
set is_active = false
where item_key = $item_key and period = $period and is_active
