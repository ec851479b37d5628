-- grain: one row per side and currency whose lines do not re-add to the input, none where all do
-- unit and sign: billing or ledger currency; cost and debit positive
-- source: charge, active_ledger_entry, recon_billing, recon_charge_group, recon_ledger
-- depends on: recon_unmapped
-- checks: every charge and ledger line of the period is in one line or left out by name, once
with
input as (
  select
    'bills' as side,
    billing_currency as currency,
    sum(billed_cost) as amount
  from charge
  where billed_period = $period
  group by all
  union all
  select
    'effective bills' as side,
    billing_currency as currency,
    sum(effective_cost) as amount
  from charge
  where effective_period = $period
  group by all
  union all
  select
    'ledger' as side,
    currency,
    sum(amount) as amount
  from active_ledger_entry
  where period = $period
  group by all
),
line as (
  select
    'bills' as side,
    currency,
    billed as amount
  from recon_billing
  where part = 'expense'
  union all
  select
    'bills' as side,
    billing_currency as currency,
    billed_cost as amount
  from recon_charge_group
  where expense_order is null and prepaid_order is not null and billed_period = $period
  union all
  select
    'effective bills' as side,
    billing_currency as currency,
    effective_cost as amount
  from recon_charge_group
  where
    effective_period = $period
    and (expense_order is not null or prepaid_order is not null)
  union all
  select
    'ledger' as side,
    currency,
    ledger_amount as amount
  from recon_ledger
  where period = $period and source_file_id <> ''
  union all
  select
    case side when 'ledger' then 'ledger' else 'bills' end as side,
    currency,
    amount
  from recon_unmapped
  union all
  select
    'effective bills' as side,
    currency,
    effective_amount as amount
  from recon_unmapped
  where side = 'billing'
),
found as (
  select
    side,
    currency,
    sum(amount) as amount
  from line
  group by all
)
select
  concat_ws(
    ' ', coalesce(input.side, found.side), coalesce(input.currency, found.currency)
  ) as identity
from input
full join found
  on found.side = input.side and found.currency is not distinct from input.currency
where coalesce(input.amount, 0) <> coalesce(found.amount, 0)
order by identity
