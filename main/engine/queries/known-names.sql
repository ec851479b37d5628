-- grain: one row per identifier, name and place that knows it
-- unit and sign: none
-- source: the books and lists of the active files that carry an identifier
-- depends on: active_cost_centre, active_ledger_entry, active_procurement_line, active_contract
-- checks: none
with
listed as (
  select 'cost_centre' as identifier, code as name, name as label, 1 as place
  from active_cost_centre
  union
  select 'cost_centre', cost_centre, null, 2 from active_ledger_entry
  union
  select 'project', project, null, 2 from active_ledger_entry
  union
  select 'cost_centre', cost_centre, null, 3 from active_procurement_line
  union
  select 'cost_centre', cost_centre, null, 4 from active_contract
  union
  select 'owner', owner, null, 4 from active_contract
  union
  select 'product', service, null, 4 from active_contract
  union
  select 'cost_centre', cost_centre, null, 5 from active_budget_line
  union
  select 'product', service, null, 5 from active_budget_line
  union
  select 'project', project, null, 5 from active_budget_line
)
select
  identifier,
  trim(name) as name,
  nullif(trim(label), '') as label,
  place
from listed
where nullif(trim(name), '') is not null
order by identifier, place, name, label
