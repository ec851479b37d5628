-- grain: one row per thing a run is made of beside its rules and parameters
-- unit and sign: none
-- source: source_file, exchange_rate, billing_account_entity, workspace_setting, allocation_run
-- depends on: active_exchange_rate
-- checks: equal rows give equal runs; a file counts by its bytes and how they were read
with
file as (
  select
    'file' as kind,
    sha256 as name,
    concat_ws(' ', dataset, format, mapping) as content
  from source_file
  where is_active and list_contains(string_split($files, ','), source_file_id)
),
allocated as (
  select
    'run' as kind,
    run_id as name,
    concat_ws(' ', period, input_hash, rule_set_id) as content
  from allocation_run
  where list_contains(string_split($runs, ','), run_id)
),
rate as (
  select
    'rate' as kind,
    concat_ws(' ', from_currency, to_currency, rate_type, cast(rate_date as varchar)) as name,
    cast(rate as varchar) as content
  from active_exchange_rate
  where
    $currency in (to_currency, from_currency)
    and period_of(rate_date) in ($from, $to)
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
    ) as content
  from billing_account_entity
  where list_contains(string_split($settings, ','), 'entity')
),
setting as (
  select
    'setting' as kind,
    key as name,
    value as content
  from workspace_setting
  where list_contains(string_split($settings, ','), key)
),
input as (
  select * from file
  union all
  select * from allocated
  union all
  select * from rate
  union all
  select * from entity
  union all
  select * from setting
)
select
  kind,
  name,
  content
from input
order by kind, name, content
