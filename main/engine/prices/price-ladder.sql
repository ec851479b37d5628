-- grain: one row per line, with what becomes of its movement
-- unit and sign: billing currency; cost positive, credit negative
-- source: price_line
-- depends on: price_line; price_rungs, the variance's own
-- checks: a regular line of a single month has no movement
create or replace temp table price_ladder as
select
  * replace (case when kind = 'regular' and not $is_compared then null else whole end as whole)
from price_rungs('price_line', $basis)
