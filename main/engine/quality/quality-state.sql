-- grain: one row
-- unit and sign: none
-- source: active files, findings, settings
-- depends on: source_file, finding, workspace_setting
-- checks: equal states give equal answers of every test
select
  (
    select coalesce(string_agg(
      concat_ws('|', source_file_id, imported_sequence, records_loaded), ',' order by source_file_id
    ), '')
    from source_file where is_active
  ) as files,
  (
    select coalesce(string_agg(
      concat_ws('|', source_file_id, code, found), ',' order by source_file_id, code, found
    ), '')
    from finding where code in ('file-overlaps', 'expected-total-differs')
  ) as findings,
  (
    select coalesce(string_agg(concat_ws('|', key, value), ',' order by key), '')
    from workspace_setting
  ) as settings
