-- grain: one row, the versions a run would use now
-- unit and sign: none
-- source: allocation_rule_set, reconciliation_config
-- depends on: nothing
-- checks: null where none was saved
select
  (
    select rule_set_id from allocation_rule_set
    order by sequence desc, rule_set_id
    limit 1
  ) as rule_set_id,
  (
    select config_id from reconciliation_config
    order by sequence desc, config_id
    limit 1
  ) as config_id
