-- grain: one row per confirmed pair of one ledger line and one billing line
-- unit and sign: none
-- source: recon_open_ledger, recon_open_billing
-- depends on: the open lines left by the passes before
-- checks: the key, amount included, stands once on each side; repeats wait for their originals
create or replace temp table recon_pair as
with
keyed as (
  select
    order_hash,
    line_no as ledger_no,
    cast(null as integer) as billing_no
  from recon_open_ledger
  where kind_bit <> 1 and order_hash is not null
  union all
  select
    order_hash,
    cast(null as integer) as ledger_no,
    line_no as billing_no
  from recon_open_billing
  where kind_bit <> 8 and order_hash is not null
),
unique_key as (
  select
    min(ledger_no) as ledger_no,
    min(billing_no) as billing_no
  from keyed
  group by order_hash
  having count(ledger_no) = 1 and count(billing_no) = 1
)
select * from unique_key
