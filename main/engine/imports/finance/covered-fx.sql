-- grain: one row per currency pair, type and date a rate file covers
-- unit and sign: none
-- source: exchange_rate
-- depends on: exchange_rate
-- checks: distinct
select distinct concat_ws('|', from_currency, to_currency, rate_type, rate_date) as covered
from exchange_rate
where source_file_id = $source_file_id
