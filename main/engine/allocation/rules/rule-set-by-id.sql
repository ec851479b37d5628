-- grain: at most one row
-- unit and sign: none
-- source: allocation_rule_set
-- depends on: allocation_rule_set
-- checks: none
select rule_set_id, version, text from allocation_rule_set where rule_set_id = $rule_set_id
