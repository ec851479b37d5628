-- grain: one row per entity, currency, pool and target with an amount that stays
-- unit and sign: none
-- source: allocated_segment, allocation_segment
-- depends on: nothing
-- checks: none
with
placed as (
  select distinct
    segment.entity,
    segment.billing_currency as currency,
    part.pool,
    part.target
  from allocated_segment as part
  inner join allocation_segment as segment using (run_id, segment_id)
  where run_id = $run_id and part.basis = $basis and part.is_final
)
select entity, currency, pool, target
from placed
order by entity, currency, pool nulls first, target
