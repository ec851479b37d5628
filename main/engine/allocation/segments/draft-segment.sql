-- grain: one row per group of charges that no rule distinguishes, of one sign per cost basis
-- unit and sign: billing currency; cost positive, credit negative
-- source: draft_outcome
-- depends on: the statements of compile-rules.ts
-- checks: sums equal those of relation charge for the period
create or replace temp table draft_segment as
with
merged as (
  select
    entity,
    billing_currency,
    source_file_id,
    provider_name,
    service_category,
    service_name,
    billing_account_id,
    sub_account_id,
    sub_account_name,
    charge_category,
    invoice_id,
    is_negative_billed_cost,
    is_negative_effective_cost,
    is_negative_contracted_cost,
    is_negative_list_cost,
    rule_number,
    named_target,
    attribute_values,
    cast(sum(charges) as bigint) as charges,
    min(row_first) as row_first,
    max(row_last) as row_last,
    sum(billed_cost) as billed_cost,
    sum(effective_cost) as effective_cost,
    sum(contracted_cost) as contracted_cost,
    sum(list_cost) as list_cost
  from draft_outcome
  group by all
),
numbered as (
  select
    row_number() over (
      order by
        entity, billing_currency, source_file_id, provider_name, service_category, service_name,
        billing_account_id, sub_account_id, sub_account_name, charge_category, invoice_id,
        is_negative_billed_cost, is_negative_effective_cost, is_negative_contracted_cost,
        is_negative_list_cost, rule_number, named_target, attribute_values
    ) as segment_id,
    *
  from merged
)
select * from numbered
