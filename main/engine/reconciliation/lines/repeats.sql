-- grain: one row per charge that repeats an earlier one in every business value
-- unit and sign: none
-- source: charge
-- depends on: charge
-- checks: the first copy is never listed
create or replace temp table recon_repeat as
with
scoped as (
  select
    source_file_id,
    row_index,
    hash(
      billing_account_id,
      sub_account_id,
      invoice_id,
      charge_period_start,
      charge_description,
      sku_id,
      resource_id,
      billed_cost,
      effective_cost
    ) as likeness
  from charge
  where
    billed_period = $period
    and charge_period_start is not null
    and (resource_id is not null or sku_id is not null or charge_description is not null)
    and (billed_cost <> 0 or effective_cost <> 0)
),
alike as (
  select likeness
  from scoped
  group by likeness
  having count(*) > 1
),
suspect as (
  select
    source_file_id,
    row_index
  from scoped
  semi join alike using (likeness)
),
written as (
  select
    charges.source_file_id,
    charges.row_index,
    json_merge_patch(to_json(charges), '{"source_file_id": null, "row_index": null}') as content
  from charge as charges
  semi join suspect using (source_file_id, row_index)
  where charges.billed_period = $period
),
numbered as (
  select
    source_file_id,
    row_index,
    row_number() over (partition by content order by source_file_id, row_index) as copy
  from written
),
repeated as (
  select
    source_file_id,
    row_index
  from numbered
  where copy > 1
)
select * from repeated
