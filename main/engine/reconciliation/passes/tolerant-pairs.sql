-- grain: one row per confirmed pair of one ledger line and one billing line
-- unit and sign: none
-- source: recon_open_ledger, recon_open_billing
-- depends on: the open lines left by the passes before
-- checks: each line has exactly one candidate; tolerance is the smaller of absolute and percent
create or replace temp table recon_pair as
with
ledger as (
  select
    *,
    least(
      cast($tolerance_absolute as decimal(38, 12)) * 100,
      abs(amount) * cast($tolerance_percent as decimal(18, 6))
    ) as reach
  from recon_open_ledger
  where kind_bit <> 1 and vendor_key is not null and day is not null
),
edge as (
  select
    ledger.line_no as ledger_no,
    billing.line_no as billing_no
  from ledger
  inner join recon_open_billing as billing
    on billing.account_order = ledger.account_order
    and billing.vendor_key = ledger.vendor_key
    and billing.currency = ledger.currency
    and abs(billing.day - ledger.day) <= $days
    and abs(billing.amount - ledger.amount) * 100 <= ledger.reach
    and abs(billing.amount - ledger.amount) * 100
      <= abs(billing.amount) * cast($tolerance_percent as decimal(18, 6))
    and sign(billing.amount) = sign(ledger.amount)
  where billing.kind_bit <> 8
),
counted as (
  select
    ledger_no,
    billing_no,
    count(*) over (partition by ledger_no) as billings,
    count(*) over (partition by billing_no) as ledgers
  from edge
),
mutual as (
  select
    ledger_no,
    billing_no
  from counted
  where billings = 1 and ledgers = 1
)
select * from mutual
