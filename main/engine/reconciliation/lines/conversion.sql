-- grain: one row per amount in another currency than the run's; part is one source and total
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
    arg_max(rate, (rate_date, source_file_id, source_row)) as rate
  from active_exchange_rate
  where to_currency = $currency and strftime(rate_date, '%Y-%m') = $period
  group by all
),
amount as (
  select
    concat_ws('|', 'billed', source_file_id, currency, part) as part,
    code,
    billed as amount,
    currency,
    case when part in ('purchase', 'amortised') then 'closing' else 'average' end as rate_type
  from recon_billing_source
  where currency <> $currency
  union all
  select
    concat_ws('|', 'basis', source_file_id, currency, part) as part,
    code,
    basis as amount,
    currency,
    case when part in ('purchase', 'amortised') then 'closing' else 'average' end as rate_type
  from recon_billing_source
  where currency <> $currency
  union all
  select
    concat_ws('|', 'ledger', source_file_id, currency, kind, period) as part,
    concat_ws('|', code, source_row) as code,
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
