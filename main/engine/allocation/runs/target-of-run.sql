-- grain: one row per target that holds something at the end of a run
-- unit and sign: billing currency; cost positive, credit negative
-- source: allocated_segment, allocation_segment
-- depends on: store-move.sql
-- checks: Σ = amount_in of allocation_total
with
segment as (
  select segment_id
  from allocation_segment
  where run_id = $run_id and billing_currency = $currency
),
final as (
  select target, sum(amount) as amount
  from allocated_segment
  semi join segment using (segment_id)
  where run_id = $run_id and basis = $basis and is_final
  group by target
)
select * from final order by target
