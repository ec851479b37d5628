-- grain: one row per line of a confirmed group
-- unit and sign: none
-- source: bound rows, found by find-subset.ts
-- depends on: nothing
-- checks: no line is in two groups
create or replace temp table recon_grouped as
with
source as (
  select
    unnest(
      from_json(
        cast($members as json),
        '[{"match_no": "INTEGER", "side": "VARCHAR", "line_no": "INTEGER"}]'
      )
    ) as entry
)
select
  entry.match_no,
  entry.side,
  entry.line_no
from source
