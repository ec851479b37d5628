-- grain: one row, a finding of one file
-- unit and sign: amount at stake in its currency, as the file's rows
-- source: the import job
-- depends on: finding
-- checks: none
insert into finding (
  source_file_id, code, severity, row_number, column_name, found, expected, remedy, count,
  amount_at_stake, currency
)
values (
  $source_file_id, $code, $severity, $row_number, $column_name, $found, $expected, $remedy, $count,
  cast($amount_at_stake as decimal(38, 12)), $currency
)
