-- grain: one row per imported file
-- unit and sign: none
-- source: source_file
-- depends on: source_file
-- checks: none
select
  sha256,
  file_name,
  superseded_by is not null as is_replaced
from source_file
order by sha256
