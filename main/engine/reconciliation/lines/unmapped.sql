-- grain: one row per side, provider and category or ledger account, and currency no account takes
-- unit and sign: billing or ledger currency; cost and debit positive
-- source: recon_charge_group, active_ledger_entry
-- depends on: recon_account, recon_ledger_account
-- checks: billed cost in the month it is billed, effective cost in the month it falls into
create or replace temp table recon_unmapped as
with
bill as (
  select
    'billing' as side,
    coalesce(service_provider, '') as code,
    coalesce(charge_category, '') as name,
    billing_currency as currency,
    sum(records) as records,
    coalesce(sum(billed_cost) filter (billed_period = $period), 0) as amount,
    coalesce(sum(effective_cost) filter (effective_period = $period), 0) as effective_amount
  from recon_charge_group
  where
    (billed_period = $period or effective_period = $period)
    and expense_order is null
    and prepaid_order is null
    and (billed_cost <> 0 or effective_cost <> 0)
  group by all
),
ledger as (
  select
    'ledger' as side,
    entries.ledger_account as code,
    coalesce(min(entries.account_name), '') as name,
    entries.currency,
    count(*) as records,
    sum(entries.amount) as amount,
    sum(entries.amount) as effective_amount
  from active_ledger_entry as entries
  anti join recon_ledger_account using (entity, ledger_account)
  where entries.period = $period
  group by entries.ledger_account, entries.currency
),
every_side as (
  select * from bill
  union all
  select * from ledger
)
select * from every_side
