-- grain: one row per entity, currency, stage, rule, pool, target and weight of a run and basis
-- unit and sign: billing currency; cost positive, credit negative
-- source: allocated_segment, allocation_segment
-- depends on: nothing
-- checks: Σ of the final rows = Σ in of allocation_total
with
moved as (
  select
    segment.entity,
    segment.billing_currency as currency,
    part.stage,
    part.rule_id,
    part.pool,
    part.target,
    part.is_final,
    part.weight,
    part.weight_total,
    cast(sum(part.amount) as decimal(38, 12)) as amount
  from allocated_segment as part
  inner join allocation_segment as segment using (run_id, segment_id)
  where run_id = $run_id and part.basis = $basis
  group by all
)
select *
from moved
order by entity, currency, stage, rule_id, pool, target, weight, weight_total
