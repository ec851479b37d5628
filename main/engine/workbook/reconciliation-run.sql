-- grain: at most one row, a reconciliation run with its account map
-- unit and sign: the tolerance in the run's currency
-- source: reconciliation_run, reconciliation_config
-- depends on: reconciliation_run
-- checks: none
select
  reconciliation_run.run_id,
  reconciliation_run.currency,
  reconciliation_run.config_id,
  reconciliation_run.tolerance,
  reconciliation_config.text
from reconciliation_run
inner join reconciliation_config using (config_id)
where reconciliation_run.run_id = $run_id
