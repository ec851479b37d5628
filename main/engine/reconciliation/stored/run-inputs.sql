-- grain: one row per active file or dated entity of a billing account
-- unit and sign: none
-- source: source_file, billing_account_entity, workspace_setting
-- depends on: nothing
-- checks: files are named by content hash and mapping, so the order of imports does not matter
with
file as (
  select
    'file' as kind,
    sha256 as name,
    coalesce(mapping, '') as detail
  from source_file
  where is_active and dataset in ('charge', 'ledger', 'purchase', 'invoice', 'fx')
),
entity as (
  select
    'entity' as kind,
    billing_account_id as name,
    concat_ws(
      '|',
      entity,
      coalesce(cast(valid_from as varchar), ''),
      coalesce(cast(valid_to as varchar), '')
    ) as detail
  from billing_account_entity
),
setting as (
  select
    'setting' as kind,
    key as name,
    value as detail
  from workspace_setting
  where key in ('entity', 'currency')
),
named as (
  select * from file
  union all
  select * from entity
  union all
  select * from setting
)
select *
from named
order by kind, name, detail
