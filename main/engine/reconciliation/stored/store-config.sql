-- grain: one row per distinct text; saving it again makes it the current one
-- unit and sign: none
-- source: bound values
-- depends on: reconciliation_config
-- checks: config_id is a hash of the text
insert into reconciliation_config (config_id, text, sequence)
values ($config_id, $text, $sequence)
on conflict (config_id) do update set sequence = excluded.sequence
