-- grain: one row per set of rules that match the same charges, and currency
-- unit and sign: billing currency; effective cost, positive
-- source: draft_outcome
-- depends on: the statements of compile-rules.ts
-- checks: charges re-add to those of draft_group
with
matched as (
  select
    matches,
    billing_currency as currency,
    cast(sum(charges) as bigint) as charges,
    sum(amount) as amount
  from draft_outcome
  group by matches, billing_currency
)
select * from matched order by matches, currency
