-- grain: one row per candidate currency of a run, best first
-- unit and sign: none
-- source: workspace_setting, active_ledger_entry, charge
-- depends on: nothing
-- checks: the ledger's own currency wins over the bills'
with
candidate as (
  select
    1 as place,
    value as currency
  from workspace_setting
  where key = 'currency'
  union all
  select
    2 as place,
    currency
  from active_ledger_entry
  where period = $period
  union all
  select
    3 as place,
    billing_currency as currency
  from charge
  where billed_period = $period
),
counted as (
  select
    place,
    currency,
    count(*) as lines
  from candidate
  where currency is not null
  group by all
)
select currency
from counted
order by place, lines desc, currency
limit 1
