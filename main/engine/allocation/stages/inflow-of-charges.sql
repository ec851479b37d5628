-- grain: one row per segment and cost basis that the given rules of stage 1 take
-- unit and sign: billing currency; cost positive, credit negative
-- source: draft_segment
-- depends on: the queries of compile-rules.ts
-- checks: none of its segments has a move yet
create or replace temp table draft_inflow as
with
taken as (
  select
    segment_id,
    scope_id,
    rule_number,
    cast(null as varchar) as pool,
    billed_cost,
    effective_cost,
    contracted_cost,
    list_cost
  from draft_segment
  where list_contains($rules, cast(rule_number as varchar))
),
by_basis as (
  select *
  from taken unpivot (
    amount for basis in (
      billed_cost as billed,
      effective_cost as effective,
      contracted_cost as contracted,
      list_cost as list
    )
  )
)
select * from by_basis where amount <> 0
