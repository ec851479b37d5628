-- grain: one row per rate of either file
-- unit and sign: units of the second currency per one of the first
-- source: exchange_rate
-- depends on: exchange_rate
-- checks: a rate is its pair, type and date
select
  source_file_id = $source_file_id as is_after,
  strftime(rate_date, '%Y-%m') as period, to_currency as currency, rate as amount,
  concat_ws('|', from_currency, rate_type, rate_date) as said,
  concat_ws(' · ', concat(from_currency, ' to ', to_currency), rate_type, rate_date) as line
from exchange_rate
where source_file_id in ($other_file_id, $source_file_id)
