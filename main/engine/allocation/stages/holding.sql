-- grain: one row per entity, currency, cost basis and target that already holds something
-- unit and sign: billing currency; cost positive, credit negative
-- source: draft_move, draft_taking, draft_segment
-- depends on: draft-move.sql
-- checks: what a pool has passed on is not held any more
with
earlier as (
  select *
  from draft_move
  where list_contains($targets, target) and (stage < $stage or rule_number < $rule_number)
),
live as (
  select earlier.*
  from earlier
  where not exists (
    select 1
    from draft_taking
    where draft_taking.pool = earlier.target
      and draft_taking.stage > earlier.stage
      and draft_taking.stage <= $stage
  )
),
holding as (
  select entity, billing_currency as currency, basis, target, sum(amount) as amount
  from live
  join draft_segment using (segment_id)
  group by all
)
select * from holding order by entity, currency, basis, target
