-- grain: one row per amount in another currency than the run's; part is one account and total
-- unit and sign: as the amount
-- source: recon_billing_source, recon_ledger_source, active_exchange_rate
-- depends on: money/convert.sql reads it
-- checks: average rate for expense, closing rate for balances; the latest of the period
create or replace temp table conversion_input as
with
rate as (
  select
    from_currency as currency,
    rate_type,
    arg_max(rate, (rate_date, rate)) as rate
  from active_exchange_rate
  where to_currency = $currency and strftime(rate_date, '%Y-%m') = $period
  group by all
),
amount as (
  select
    concat_ws('|', 'billed', account_order, currency, part) as part,
    code,
    billed as amount,
    currency,
    case when part in ('purchase', 'amortised') then 'closing' else 'average' end as rate_type
  from recon_billing_source
  where currency <> $currency and account_order is not null
  union all
  select
    concat_ws('|', 'basis', account_order, currency, part) as part,
    code,
    basis as amount,
    currency,
    case when part in ('purchase', 'amortised') then 'closing' else 'average' end as rate_type
  from recon_billing_source
  where currency <> $currency and account_order is not null
  union all
  select
    concat_ws('|', 'ledger', account_order, currency, period) as part,
    lpad(cast(line_no as varchar), 12, '0') as code,
    amount,
    currency,
    case when kind = 'expense' then 'average' else 'closing' end as rate_type
  from recon_ledger_source
  where currency <> $currency and scope = 'current'
)
select
  amount.part,
  amount.code,
  amount.amount,
  rate.rate
from amount
inner join rate using (currency, rate_type)
