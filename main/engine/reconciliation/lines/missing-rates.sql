-- grain: one row per currency and rate type the run needs and no active file supplies
-- unit and sign: none
-- source: recon_billing_source, recon_ledger_source, active_exchange_rate
-- depends on: recon_account
-- checks: an inverse rate is named, never used
with
needed as (
  select
    currency as from_currency,
    case when part in ('purchase', 'amortised') then 'closing' else 'average' end as rate_type
  from recon_billing_source
  where account_order is not null
  union
  select
    currency as from_currency,
    case when kind = 'expense' then 'average' else 'closing' end as rate_type
  from recon_ledger_source
  where scope = 'current'
),
supplied as (
  select
    from_currency,
    rate_type
  from active_exchange_rate
  where to_currency = $currency and strftime(rate_date, '%Y-%m') = $period
),
missing as (
  select
    needed.*,
    exists (
      select 1
      from active_exchange_rate as turned
      where
        turned.from_currency = $currency
        and turned.to_currency = needed.from_currency
        and turned.rate_type = needed.rate_type
        and strftime(turned.rate_date, '%Y-%m') = $period
    ) as inverse
  from needed
  anti join supplied using (from_currency, rate_type)
  where needed.from_currency <> $currency
)
select *
from missing
order by from_currency, rate_type
