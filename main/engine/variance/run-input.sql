-- grain: one row per thing a variance of two periods depends on
-- unit and sign: none
-- source: source_file, allocation_run, active_exchange_rate, billing_account_entity, workspace_setting
-- depends on: source_file, active_exchange_rate
-- checks: equal rows give equal runs
with
input as (
  select 'charge' as kind, source_file_id as name, sha256 as content
  from source_file
  where list_contains(string_split($files, ','), source_file_id)
  union all
  select 'allocation', run_id, input_hash || rule_set_id
  from allocation_run
  where list_contains(string_split($runs, ','), run_id)
  union all
  select
    'rate', concat_ws('|', from_currency, rate_date, source_file_id, source_row),
    cast(rate as varchar)
  from active_exchange_rate
  where
    $is_converted
    and to_currency = $currency
    and rate_type = 'average'
    and strftime(rate_date, '%Y-%m') in ($from, $to)
  union all
  select
    'entity', concat_ws('|', billing_account_id, valid_from, valid_to), entity
  from billing_account_entity
  where $is_by_entity
  union all
  select 'setting', key, value
  from workspace_setting
  where $is_by_entity and key = 'entity'
)
select kind, name, content
from input
order by kind, name, content
