-- grain: one row per layout
-- unit and sign: none
-- source: a mapping that loaded a file
-- depends on: saved_mapping
-- checks: the later mapping of a layout replaces the earlier
insert or replace into saved_mapping (fingerprint, dataset, mapping, sequence, header)
values ($fingerprint, $dataset, $mapping, $sequence, $header)
