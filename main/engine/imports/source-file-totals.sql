-- grain: one row per file, measure, currency and period
-- unit and sign: the measure's currency; as the file's rows
-- source: source_file_total
-- depends on: source_file_total
-- checks: ordered
select source_file_id, measure, currency, period, records, amount
from source_file_total
where $source_file_id is null or source_file_id = $source_file_id
order by source_file_id, measure, currency, period
