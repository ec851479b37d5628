-- grain: the text of the taxonomy in use, or no row
-- unit and sign: none
-- source: taxonomy_version
-- depends on: taxonomy_version
-- checks: one row at most
select text
from taxonomy_version
order by sequence desc, version desc
limit 1
