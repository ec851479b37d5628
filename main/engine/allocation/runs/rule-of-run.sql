-- grain: one row per rule that took something in a run
-- unit and sign: billing currency; cost positive, credit negative
-- source: allocated_segment, allocation_segment
-- depends on: store-move.sql
-- checks: the rules of stage 1 and what no rule took re-add to amount_in
with
charge_rule as (
  select
    rule_id,
    cast(sum(charges) as bigint) as charges,
    sum(
      case $basis
        when 'billed' then billed_cost
        when 'effective' then effective_cost
        when 'contracted' then contracted_cost
        else list_cost
      end
    ) as amount
  from allocation_segment
  where run_id = $run_id and billing_currency = $currency and rule_id is not null
  group by rule_id
),
segment as (
  select segment_id, charges
  from allocation_segment
  where run_id = $run_id and billing_currency = $currency
),
pool_segment as (
  select rule_id, segment_id, sum(amount) as amount
  from allocated_segment
  where run_id = $run_id and basis = $basis and pool is not null and rule_id is not null
  group by rule_id, segment_id
),
pool_rule as (
  select rule_id, cast(sum(charges) as bigint) as charges, sum(amount) as amount
  from pool_segment
  join segment using (segment_id)
  group by rule_id
),
rule as (
  select * from charge_rule
  union all
  select * from pool_rule
)
select * from rule order by rule_id
