-- grain: one row per pool and currency that kept something to the end
-- unit and sign: billing currency; effective cost, positive
-- source: draft_move, draft_scope
-- depends on: leave-unallocated.sql
-- checks: the amounts are part of what is unallocated
with
left_over as (
  select pool, scope_id, sum(effective_cost) as effective_cost
  from draft_move
  where target = 'unallocated' and pool is not null and rule_number is null
  group by pool, scope_id
),
kept as (
  select pool, billing_currency as currency, sum(effective_cost) as amount
  from left_over
  join (
    select distinct scope_id, billing_currency from draft_scope
  ) using (scope_id)
  group by pool, billing_currency
)
select * from kept order by pool, currency
