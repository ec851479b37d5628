-- grain: one row per side, provider and category or ledger account, and currency no account takes
-- unit and sign: billing or ledger currency; cost and debit positive
-- source: recon_charge_group, active_ledger_entry
-- depends on: recon_account
-- checks: a charge counts once, by its billed cost, in the month it is billed
create or replace temp table recon_unmapped as
with
bill as (
  select
    'billing' as side,
    coalesce(service_provider, '') as code,
    coalesce(charge_category, '') as name,
    billing_currency as currency,
    sum(records) as records,
    sum(billed_cost) as amount
  from recon_charge_group
  where
    billed_period = $period
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
    sum(entries.amount) as amount
  from active_ledger_entry as entries
  anti join recon_account
    on ltrim(recon_account.code, '0') = ltrim(entries.ledger_account, '0')
    and (recon_account.entity is null or recon_account.entity = entries.entity)
  where entries.period = $period
  group by entries.ledger_account, entries.currency
),
every_side as (
  select * from bill
  union all
  select * from ledger
)
select * from every_side
