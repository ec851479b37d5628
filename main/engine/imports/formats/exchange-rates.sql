-- grain: one row per day, currency pair and type of one file
-- unit and sign: to_currency per 1 from_currency
-- source: the staged lines at $path
-- depends on: exchange_rate
-- checks: exchange-rates-sums.sql equals the sums of the texts
insert into exchange_rate
select
  $source_file_id as source_file_id,
  cast(source_row as bigint) as source_row,
  cast(rate_date as date) as rate_date,
  from_currency,
  to_currency,
  cast(rate as decimal(38, 12)) as rate,
  rate_type
from read_csv(
  $path,
  header = false,
  auto_detect = false,
  delim = ',',
  quote = '"',
  escape = '"',
  nullstr = '',
  allow_quoted_nulls = false,
  new_line = '\n',
  strict_mode = true,
  parallel = false,
  max_line_size = 67108864,
  columns = {
    'source_row': 'varchar',
    'rate_date': 'varchar',
    'from_currency': 'varchar',
    'to_currency': 'varchar',
    'rate': 'varchar',
    'rate_type': 'varchar'
  }
)
