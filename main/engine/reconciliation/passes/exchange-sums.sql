-- grain: one row per line of a confirmed group
-- unit and sign: run currency
-- source: recon_open_ledger, recon_open_billing
-- depends on: the open lines left by the passes before
-- checks: an invoice in one foreign currency that the ledger holds without its foreign amount
create or replace temp table recon_grouped as
with
ledger as (
  select
    account_order,
    document_key,
    sum(run_amount) as amount,
    min(line_no) as match_no
  from recon_open_ledger
  where document_key is not null and kind_bit not in (1, 2) and currency = ledger_currency
  group by all
),
billing as (
  select
    account_order,
    document_key,
    sum(run_amount) as amount
  from recon_open_billing
  where document_key is not null and kind_bit <> 8
  group by all
  having count(distinct currency) = 1 and min(currency) <> $currency
),
likely as (
  select
    ledger.account_order,
    ledger.document_key,
    ledger.match_no
  from ledger
  inner join billing using (account_order, document_key)
  where
    abs(ledger.amount - billing.amount) * 20 <= abs(billing.amount)
    and sign(ledger.amount) = sign(billing.amount)
),
confirmed as (
  select
    likely.match_no,
    'ledger' as side,
    lines.line_no
  from likely
  inner join recon_open_ledger as lines using (account_order, document_key)
  where lines.kind_bit not in (1, 2) and lines.currency = lines.ledger_currency
  union all
  select
    likely.match_no,
    'billing' as side,
    lines.line_no
  from likely
  inner join recon_open_billing as lines using (account_order, document_key)
  where lines.kind_bit <> 8
)
select * from confirmed
