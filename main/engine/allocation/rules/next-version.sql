-- grain: one row
-- unit and sign: none
-- source: allocation_rule_set
-- depends on: allocation_rule_set
-- checks: none
select coalesce(max(version), 0) + 1 as version from allocation_rule_set
