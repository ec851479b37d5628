-- grain: one row per stored taxonomy, the one in use first
-- unit and sign: none
-- source: taxonomy_version
-- depends on: taxonomy_version
-- checks: equal taxonomies are one version
select taxonomy_id, version, text
from taxonomy_version
order by sequence desc, version desc
