-- grain: one row per taxonomy, however its text is laid out
-- unit and sign: none
-- source: taxonomy.yaml
-- depends on: taxonomy_version
-- checks: one that was stored before keeps its id and version and comes into use again
insert into taxonomy_version (taxonomy_id, version, text, sequence)
values ($taxonomy_id, $version, $text, $sequence)
on conflict (taxonomy_id) do update set text = excluded.text, sequence = excluded.sequence
