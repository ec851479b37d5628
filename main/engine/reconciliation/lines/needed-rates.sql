-- grain: one row per currency and rate type the run needs
-- unit and sign: none
-- source: recon_billing_source, recon_ledger_source
-- depends on: recon_account
-- checks: average rate for expense, closing rate for balances
create or replace temp table needed_rate as
with
needed as (
  select
    currency,
    case when part in ('purchase', 'amortised') then 'closing' else 'average' end as rate_type
  from recon_billing_source
  where account_order is not null
  union
  select
    currency,
    case when kind = 'expense' then 'average' else 'closing' end as rate_type
  from recon_ledger_source
  where scope = 'current'
)
select
  currency as from_currency,
  $currency as to_currency,
  rate_type,
  $period as period
from needed
where currency <> $currency
