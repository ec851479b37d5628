-- grain: one row per confirmed pair of one ledger line and one billing line
-- unit and sign: none
-- source: recon_open_ledger, recon_open_billing
-- depends on: the open lines left by the passes before
-- checks: each line is the only one of its side within the days of the other
create or replace temp table recon_pair as
with
keyed as (
  select
    vendor_hash,
    day,
    line_no as ledger_no,
    cast(null as integer) as billing_no
  from recon_open_ledger
  where kind_bit <> 1
  union all
  select
    vendor_hash,
    day,
    cast(null as integer) as ledger_no,
    line_no as billing_no
  from recon_open_billing
  where kind_bit <> 8
),
both_sides as (
  select vendor_hash
  from keyed
  where vendor_hash is not null and day is not null
  group by vendor_hash
  having count(ledger_no) > 0 and count(billing_no) > 0
),
near as (
  select
    ledger_no,
    billing_no,
    count(ledger_no) over days as ledgers,
    count(billing_no) over days as billings,
    min(ledger_no) over days as other_ledger_no,
    min(billing_no) over days as other_billing_no
  from keyed
  semi join both_sides using (vendor_hash)
  where day is not null
  window days as (
    partition by vendor_hash
    order by day
    range between cast($days as bigint) preceding and cast($days as bigint) following
  )
),
mutual as (
  select
    of_ledger.ledger_no,
    of_ledger.other_billing_no as billing_no
  from near as of_ledger
  inner join near as of_billing
    on of_billing.billing_no = of_ledger.other_billing_no
    and of_billing.other_ledger_no = of_ledger.ledger_no
  where of_ledger.billings = 1 and of_billing.ledgers = 1
)
select * from mutual
