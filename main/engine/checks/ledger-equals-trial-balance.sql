-- grain: one row per entity, ledger account, currency and period that moves otherwise than it says
-- unit and sign: ledger currency; debit positive
-- source: active ledger lines and trial balances
-- depends on: active_ledger_entry, active_trial_balance
-- checks: no rows
with
balance as (
  select
    entity,
    ltrim(ledger_account, '0') as account,
    currency,
    period,
    coalesce(special_period, 0) as special_period,
    sum(coalesce(amount, closing_balance - opening_balance)) as moved
  from active_trial_balance
  where $period is null or period = $period
  group by all
  having count(coalesce(amount, closing_balance - opening_balance)) = count(*)
),
ledger as (
  select
    entity,
    ltrim(ledger_account, '0') as account,
    currency,
    period,
    coalesce(special_period, 0) as special_period,
    sum(amount) as moved
  from active_ledger_entry
  where $period is null or period = $period
  group by all
),
-- An extract of some accounts is compared on those accounts alone, in every month it covers.
extracted as (
  select distinct entity, ltrim(ledger_account, '0') as account, currency
  from active_ledger_entry
),
covered as (
  select distinct entity, currency, period, special_period from balance
  intersect
  select distinct entity, currency, period, special_period from ledger
),
compared as (
  select
    covered.entity,
    extracted.account,
    covered.currency,
    covered.period,
    coalesce(ledger.moved, 0) as ledger_moved,
    coalesce(balance.moved, 0) as balance_moved
  from covered
  inner join extracted using (entity, currency)
  left join ledger using (entity, account, currency, period, special_period)
  left join balance using (entity, account, currency, period, special_period)
)
select
  entity,
  account,
  currency,
  period,
  cast(ledger_moved as decimal(38, 12)) as ledger_moved,
  cast(balance_moved as decimal(38, 12)) as balance_moved
from compared
where ledger_moved <> balance_moved
order by period, entity, account, currency
