-- grain: one row per place in one charge file where records are missing from its table
-- unit and sign: counts of records
-- source: row_gap
-- depends on: row_gap
-- checks: in row order
select rowid_from, cast(sum(skipped) as bigint) as skipped
from row_gap
where source_file_id = $source_file_id
group by rowid_from
order by rowid_from
