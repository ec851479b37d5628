-- grain: one row per purchase order or invoice line of an active file
-- unit and sign: document currency, cost positive
-- source: procurement_line
-- depends on: source_file, procurement_line
-- checks: rows of withdrawn or superseded files are absent
create or replace view active_procurement_line as
with
active as (
  select source_file_id
  from source_file
  where is_active
),
kept as (
  select procurement_line.*
  from procurement_line
  semi join active using (source_file_id)
)
select * from kept
