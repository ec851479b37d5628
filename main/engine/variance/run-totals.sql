-- grain: one row
-- unit and sign: reporting currency; cost positive, credit negative
-- source: variance_ladder
-- depends on: variance_ladder
-- checks: none
select
  cast(coalesce(sum(opening), 0) as decimal(38, 12)) as opening,
  cast(coalesce(sum(closing), 0) as decimal(38, 12)) as closing,
  count(*) as leaves
from variance_ladder
