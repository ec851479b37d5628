-- grain: one row per rule, entity, currency and cost basis that has something to split
-- unit and sign: none
-- source: draft_inflow
-- depends on: inflow-of-charges.sql or inflow-of-pools.sql
-- checks: none
with
scope as (
  select distinct rule_number, entity, billing_currency as currency, basis
  from draft_inflow
)
select * from scope order by rule_number, entity, currency, basis
