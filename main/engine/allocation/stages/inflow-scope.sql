-- grain: one row per rule, entity, currency and cost basis that has something to split
-- unit and sign: none
-- source: draft_inflow, draft_scope
-- depends on: inflow-of-charges.sql or inflow-of-pools.sql
-- checks: none
with
distinct_scope as (
  select distinct rule_number, scope_id, basis from draft_inflow
),
scope as (
  select rule_number, scope_id, entity, billing_currency as currency, basis
  from distinct_scope
  join (
    select distinct scope_id, entity, billing_currency from draft_scope
  ) using (scope_id)
)
select * from scope order by rule_number, scope_id, basis
