-- grain: one row per run of a kind and month, the one asked for last first
-- unit and sign: none
-- source: allocation_run, reconciliation_run, variance_run
-- depends on: allocation_run, reconciliation_run, variance_run
-- checks: the month of a variance is the one it leads to
with
run as (
  select
    'allocation' as kind,
    run_id,
    period,
    null as currency,
    rule_set_id as version_id,
    null as parameters,
    input_hash,
    sequence
  from allocation_run
  union all
  select
    'reconciliation',
    run_id,
    period,
    currency,
    config_id,
    null,
    input_hash,
    sequence
  from reconciliation_run
  union all
  select
    'variance',
    run_id,
    json_extract_string(parameters, '$.to'),
    json_extract_string(parameters, '$.currency'),
    null,
    parameters,
    input_hash,
    sequence
  from variance_run
)
select
  run_id,
  currency,
  version_id,
  parameters,
  input_hash
from run
where
  kind = $kind
  and period = $period
  and ($currency is null or currency = $currency)
order by sequence desc, run_id
