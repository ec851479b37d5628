-- grain: recon_exchange_candidate one row per invoice; conversion_input per invoice and rate
-- unit and sign: bills in their currency, the ledger in its own; cost and debit positive
-- source: recon_open_ledger, recon_open_billing, active_exchange_rate
-- depends on: the open lines left by the passes before; money/convert.sql reads the second
-- checks: rates of the period, of the month before and the budget of the year are tried
create or replace temp table recon_exchange_candidate as
with
ledger as (
  select
    any_document_group,
    sum(amount) as amount,
    min(ledger_currency) as ledger_currency,
    min(line_no) as match_no,
    count(*) as lines
  from recon_open_ledger
  where any_document_group is not null and kind_bit not in (1, 2) and currency = ledger_currency
  group by all
  having count(distinct ledger_currency) = 1
),
billing as (
  select
    any_document_group,
    sum(billed) as billed,
    min(currency) as billing_currency
  from recon_open_billing
  where any_document_group is not null and kind_bit <> 8
  group by all
  having count(distinct currency) = 1
)
select
  ledger.*,
  billing.billed,
  billing.billing_currency,
  cast(ledger.lines * minor_unit(recon_currency.digits) as decimal(38, 12)) as reach
from ledger
inner join billing using (any_document_group)
inner join recon_currency on recon_currency.currency = ledger.ledger_currency
where ledger.ledger_currency <> billing.billing_currency;

create or replace temp table conversion_input as
select distinct
  concat_ws('|', candidate.match_no, loaded.rate_type, loaded.rate_date, loaded.rate) as part,
  cast(candidate.match_no as varchar) as code,
  candidate.billed as amount,
  loaded.rate
from recon_exchange_candidate as candidate
inner join active_exchange_rate as loaded
  on loaded.from_currency = candidate.billing_currency
  and loaded.to_currency = candidate.ledger_currency
where
  period_of(loaded.rate_date) in ($period, $period_before)
  or (
    loaded.rate_type = 'budget'
    and substr(period_of(loaded.rate_date), 1, 4) = substr($period, 1, 4)
  )
