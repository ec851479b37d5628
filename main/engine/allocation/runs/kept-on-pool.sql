-- grain: one row per pool and currency that kept something to the end
-- unit and sign: billing currency; effective cost, positive
-- source: draft_move, draft_segment
-- depends on: leave-unallocated.sql
-- checks: the amounts are part of what is unallocated
with
kept as (
  select draft_move.pool, draft_segment.billing_currency as currency,
    sum(draft_move.amount) as amount
  from draft_move
  join draft_segment using (segment_id)
  where draft_move.target = 'unallocated' and draft_move.pool is not null
    and draft_move.rule_number is null and draft_move.basis = 'effective'
  group by draft_move.pool, draft_segment.billing_currency
)
select * from kept order by pool, currency
