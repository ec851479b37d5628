-- grain: one row per entity, currency and cost basis whose amounts do not re-add after a stage
-- unit and sign: billing currency; in − held
-- source: draft_amount, draft_move, draft_taking, draft_segment
-- depends on: move-parts.sql
-- checks: no rows
with
held as (
  select entity, billing_currency, basis, draft_move.amount
  from draft_move
  join draft_segment using (segment_id)
  where not exists (
    select 1
    from draft_taking
    where draft_taking.pool = draft_move.target
      and draft_taking.stage > draft_move.stage
      and draft_taking.stage <= $stage
  )
),
both_sides as (
  select entity, billing_currency, basis, amount from draft_amount
  union all
  select entity, billing_currency, basis, -amount from held
),
difference as (
  select entity, billing_currency as currency, basis, sum(amount) as amount
  from both_sides
  group by all
)
select * from difference where amount <> 0 order by entity, currency, basis
