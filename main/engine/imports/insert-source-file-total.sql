-- grain: one row, a control total of a file
-- unit and sign: the measure's currency; as the file's rows
-- source: the import job
-- depends on: source_file_total
-- checks: equal to the sum of the stored rows, by the loader
insert into source_file_total (source_file_id, measure, currency, period, records, amount)
values (
  $source_file_id, $measure, $currency, $period, $records, cast($amount as decimal(38, 12))
)
