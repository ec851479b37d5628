-- grain: at most one row, the period's latest reconciliation run with its account map
-- unit and sign: the tolerance in the run's currency
-- source: reconciliation_run, reconciliation_config
-- depends on: reconciliation_run
-- checks: none
with
latest as (
  select run_id, currency, config_id, tolerance
  from reconciliation_run
  where period = $period and ($currency is null or currency = $currency)
  order by sequence desc, run_id
  limit 1
)
select latest.run_id, latest.currency, config_id, latest.tolerance, reconciliation_config.text
from latest
inner join reconciliation_config using (config_id)
