-- grain: one row per set of rules, however its text is laid out
-- unit and sign: none
-- source: allocation.yaml
-- depends on: allocation_rule_set
-- checks: rules that were stored before keep their id and version and become the current ones
insert into allocation_rule_set (rule_set_id, version, text, sequence)
values ($rule_set_id, $version, $text, $sequence)
on conflict (rule_set_id) do update set text = excluded.text, sequence = excluded.sequence
