-- grain: the configuration saved last, or no row
-- unit and sign: none
-- source: reconciliation_config
-- depends on: nothing
-- checks: one row at most
select
  config_id,
  text
from reconciliation_config
order by sequence desc, config_id
limit 1
