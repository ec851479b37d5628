-- grain: one row per active file of charges that was not placed in the calendar as it is now
-- unit and sign: none
-- source: source_file, file_placement
-- depends on: file_placement
-- checks: a file imported again under its name is placed again
select
  source_file_id,
  file_name,
  imported_sequence
from source_file
left join file_placement using (source_file_id, imported_sequence)
where
  source_file.is_active
  and source_file.dataset = 'charge'
  and file_placement.has_parts is null
order by imported_sequence, source_file_id
