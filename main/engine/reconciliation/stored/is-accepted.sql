-- grain: one row per acceptance in force
-- unit and sign: none
-- source: item_acceptance
-- depends on: nothing
-- checks: one row at most
select item_key
from item_acceptance
where item_key = $item_key and period = $period and is_active
