-- grain: one row, the imported file
-- unit and sign: counts of records
-- source: the import job
-- depends on: source_file
-- checks: records_physical = loaded + rejected + blank + skipped, before it is called
insert into source_file (
  source_file_id, file_name, sha256, bytes, format, dataset, mapping, columns, unmapped,
  records_physical, records_loaded, records_rejected, records_blank, records_skipped,
  is_active, superseded_by, imported_sequence, imported_at
)
values (
  $source_file_id, $file_name, $sha256, $bytes, $format, $dataset, $mapping, $columns, $unmapped,
  $physical, $loaded, $rejected, $blank, $skipped,
  true, null, $sequence, $imported_at
)
