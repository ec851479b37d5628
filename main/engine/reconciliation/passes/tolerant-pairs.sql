-- grain: one row per confirmed pair of one ledger line and one billing line
-- unit and sign: amounts in steps of 1/10000 of the document currency
-- source: recon_open_ledger, recon_open_billing
-- depends on: the open lines left by the passes before
-- checks: each line has exactly one candidate; tolerance is the smaller of absolute and percent
create or replace temp table recon_pair as
with
reach as (
  select
    try_cast(floor(cast($tolerance_absolute as decimal(38, 12)) * 10000) as bigint) as absolute,
    cast(cast($tolerance_percent as decimal(38, 12)) * 1000000000000 as hugeint) as percent
),
ledger as (
  select
    line_no,
    vendor_group,
    day,
    steps,
    absolute,
    percent
  from recon_open_ledger
  cross join reach
  where kind_bit <> 1 and vendor_group is not null and day is not null and absolute > 0
),
edge as (
  select
    ledger.line_no as ledger_no,
    billing.line_no as billing_no
  from ledger
  inner join recon_open_billing as billing
    on billing.vendor_group = ledger.vendor_group
    and abs(billing.steps - ledger.steps) <= ledger.absolute
    and abs(billing.day - ledger.day) <= $days
    and sign(billing.steps) = sign(ledger.steps)
    and cast(abs(billing.steps - ledger.steps) as hugeint) * 100000000000000
      <= cast(least(abs(ledger.steps), abs(billing.steps)) as hugeint) * ledger.percent
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
