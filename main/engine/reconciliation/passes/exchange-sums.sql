-- grain: one row per line of a confirmed group
-- unit and sign: run currency
-- source: recon_open_ledger, recon_open_billing
-- depends on: the open lines left by the passes before
-- checks: an invoice in one foreign currency that the ledger holds without its foreign amount
create or replace temp table recon_grouped as
with
ledger as (
  select
    any_document_group,
    sum(run_amount) as amount,
    min(line_no) as match_no
  from recon_open_ledger
  where any_document_group is not null and kind_bit not in (1, 2) and currency = ledger_currency
  group by all
),
billing as (
  select
    any_document_group,
    sum(run_amount) as amount
  from recon_open_billing
  where any_document_group is not null and kind_bit <> 8
  group by all
  having count(distinct currency) = 1 and min(currency) <> $currency
),
likely as (
  select
    ledger.any_document_group,
    ledger.match_no
  from ledger
  inner join billing using (any_document_group)
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
  inner join recon_open_ledger as lines using (any_document_group)
  where lines.kind_bit not in (1, 2) and lines.currency = lines.ledger_currency
  union all
  select
    likely.match_no,
    'billing' as side,
    lines.line_no
  from likely
  inner join recon_open_billing as lines using (any_document_group)
  where lines.kind_bit <> 8
)
select * from confirmed
