-- grain: one row
-- unit and sign: none
-- source: taxonomy_version
-- depends on: taxonomy_version
-- checks: none
select coalesce(max(version), 0) + 1 as version from taxonomy_version
