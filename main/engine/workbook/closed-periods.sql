-- grain: one row per period with an allocation and a reconciliation run
-- unit and sign: none
-- source: reconciliation_run, allocation_run
-- depends on: reconciliation_run, allocation_run
-- checks: the latest reconciliation of the period names the currency
select period, currency
from reconciliation_run
where period in (select period from allocation_run)
qualify row_number() over (partition by period order by sequence desc, run_id) = 1
order by period
