-- grain: one row, the named layout
-- unit and sign: none
-- source: a person who deletes it
-- depends on: saved_mapping
-- checks: files that were read by it keep the mapping they were read with
delete from saved_mapping
where fingerprint = $fingerprint
