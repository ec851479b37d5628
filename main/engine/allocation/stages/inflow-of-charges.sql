-- grain: one row per segment and cost basis that the given rules of stage 1 take
-- unit and sign: billing currency; cost positive, credit negative
-- source: draft_amount
-- depends on: draft-amount.sql
-- checks: none of its segments has a move yet
create or replace temp table draft_inflow as
with
taken as (
  select
    row_number() over () as pool_key,
    segment_id,
    basis,
    entity,
    billing_currency,
    rule_number,
    cast(null as varchar) as pool,
    amount
  from draft_amount
  where list_contains($rules, cast(rule_number as varchar))
)
select * from taken
