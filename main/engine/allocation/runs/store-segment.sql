-- grain: one row per run and group of charges that no rule distinguishes
-- unit and sign: billing currency; cost positive, credit negative
-- source: draft_segment
-- depends on: the queries of compile-rules.ts
-- checks: sums equal those of relation charge for the period
insert into allocation_segment
with
rule as (
  select
    cast(unnest($rule_numbers) as integer) as rule_number,
    unnest($rule_ids) as rule_id
),
stored as (
  select
    $run_id as run_id,
    segment_id,
    rule_id,
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
    attribute_values,
    charges,
    row_first,
    row_last,
    billed_cost,
    effective_cost,
    contracted_cost,
    list_cost
  from draft_segment
  left join rule using (rule_number)
)
select * from stored
