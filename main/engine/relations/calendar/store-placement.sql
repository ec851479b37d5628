-- grain: one row per file placed
-- unit and sign: none
-- source: the bound values
-- depends on: file_placement
-- checks: none
insert or replace into file_placement
values (
  $source_file_id,
  cast($imported_sequence as bigint),
  cast($has_parts as boolean),
  cast($has_later as boolean)
)
