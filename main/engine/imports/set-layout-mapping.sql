-- grain: one row, the named layout
-- unit and sign: none
-- source: a person who renames it
-- depends on: saved_mapping
-- checks: nothing but the mapping's name differs
update saved_mapping
set mapping = $mapping
where fingerprint = $fingerprint
