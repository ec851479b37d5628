-- grain: one row per set of attribute values that could have named a target and did not
-- unit and sign: billing currency; effective cost, positive
-- source: draft_segment
-- depends on: the queries of compile-rules.ts
-- checks: only charges that no rule took
with
unnamed as (
  select
    attribute_values,
    billing_currency as currency,
    cast(sum(charges) as bigint) as charges,
    sum(effective_cost) as amount
  from draft_segment
  where rule_number is null and attribute_values is not null
  group by attribute_values, billing_currency
)
select * from unnamed order by abs(amount) desc, attribute_values, currency limit 200
