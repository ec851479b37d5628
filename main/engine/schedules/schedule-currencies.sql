-- grain: one row per currency of a schedule
-- unit and sign: none
-- source: schedule_item
-- depends on: schedule_item
-- checks: none of its own
select distinct currency
from schedule_item
order by currency
