-- grain: one row per thing outside the rules that a run of the period depends on
-- unit and sign: none
-- source: charge, source_file, active_driver_quantity, billing_account_entity, workspace_setting
-- depends on: charge, active_driver_quantity
-- checks: equal rows give equal runs
with
charge_file as (
  select distinct source_file_id
  from charge
  where billed_period = $period or effective_period = $period
),
driver_file as (
  select distinct source_file_id
  from active_driver_quantity
  where period = $period
),
input as (
  select 'charge' as kind, source_file_id as name, sha256 as content
  from source_file
  semi join charge_file using (source_file_id)
  union all
  select 'driver', source_file_id, sha256
  from source_file
  semi join driver_file using (source_file_id)
  union all
  select 'entity', billing_account_id,
    concat_ws('|', entity, coalesce(cast(valid_from as varchar), ''),
      coalesce(cast(valid_to as varchar), ''))
  from billing_account_entity
  union all
  select 'setting', key, value
  from workspace_setting
  where key = 'entity'
)
select * from input order by kind, name, content
