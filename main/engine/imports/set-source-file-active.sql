-- grain: one row, the named file
-- unit and sign: none
-- source: withdraw, restore and replace
-- depends on: source_file
-- checks: nothing else of the file changes, so undoing it is exact
update source_file
set is_active = $is_active, superseded_by = $superseded_by
where source_file_id = $source_file_id
