-- grain: one row per driver, target and period of one file
-- unit and sign: the driver's own unit
-- source: the staged lines at $path
-- depends on: driver_quantity
-- checks: drivers-sums.sql equals the sums of the texts
insert into driver_quantity
select
  $source_file_id as source_file_id,
  cast(source_row as bigint) as source_row,
  driver,
  target,
  period,
  cast(quantity as decimal(38, 12)) as quantity,
  unit
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
    'driver': 'varchar',
    'target': 'varchar',
    'period': 'varchar',
    'quantity': 'varchar',
    'unit': 'varchar'
  }
)
