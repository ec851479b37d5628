-- grain: at most one row
-- unit and sign: none
-- source: allocation_rule_set
-- depends on: allocation_rule_set
-- checks: none
select rule_set_id, version, text
from allocation_rule_set
order by sequence desc, version desc
limit 1
