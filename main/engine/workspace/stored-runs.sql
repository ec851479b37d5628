-- grain: one row per kind of run and period
-- unit and sign: counts
-- source: allocation_run, reconciliation_run, variance_run
-- depends on: nothing
-- checks: none
with
run as (
  select 'allocation' as kind, period from allocation_run
  union all
  select 'reconciliation', period from reconciliation_run
  union all
  select 'variance', json_extract_string(parameters, '$.to') from variance_run
)
select kind, period, count(*) as runs
from run
group by kind, period
order by period desc, kind
