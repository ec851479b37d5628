-- grain: one row per entity, currency, stage, rule, pool, target, weight and treatment of a run
-- unit and sign: billing currency; cost positive, credit negative
-- source: allocated_segment, allocation_segment
-- depends on: allocation_treatment
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
    coalesce(
      of_last.treatment,
      of_taking.treatment,
      json_extract_string(segment.attribute_values, '/treatment')
    ) as treatment,
    cast(sum(part.amount) as decimal(38, 12)) as amount
  from allocated_segment as part
  inner join allocation_segment as segment using (run_id, segment_id)
  left join allocation_treatment as of_last
    on of_last.run_id = part.run_id and of_last.rule_id = part.rule_id
  left join allocation_treatment as of_taking
    on of_taking.run_id = segment.run_id and of_taking.rule_id = segment.rule_id
  where part.run_id = $run_id and part.basis = $basis
  group by all
)
select *
from moved
order by entity, currency, stage, rule_id, pool, target, weight, weight_total,
  treatment nulls last
