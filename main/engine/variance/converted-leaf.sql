-- grain: one row per leaf
-- unit and sign: reporting currency; cost positive, credit negative
-- source: variance_draft, conversion_output
-- depends on: variance_draft, conversion_output, which money/convert.sql fills
-- checks: a leaf of the reporting currency keeps its amounts
create or replace temp table variance_converted as
with
converted as (
  select
    cast(code as bigint) as leaf_id,
    sum(amount) filter (where ends_with(part, '|0')) as opening,
    sum(amount) filter (where ends_with(part, '|1')) as closing
  from conversion_output
  group by code
)
select
  variance_draft.*,
  cast(case when currency = $currency then cost_0 else coalesce(converted.opening, 0) end
    as decimal(38, 12)) as opening,
  cast(case when currency = $currency then cost_1 else coalesce(converted.closing, 0) end
    as decimal(38, 12)) as closing
from variance_draft
left join converted using (leaf_id)
