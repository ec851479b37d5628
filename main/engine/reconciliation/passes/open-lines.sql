-- grain: one row per line that pass 1 left open, one table per side
-- unit and sign: document currency at its minor unit; debit and cost positive
-- source: recon_ledger, recon_billing, recon_pair
-- depends on: both line tables
-- checks: a line with nothing to match is absent; kind_bit is 0 for ordinary lines
create or replace temp table recon_open_ledger as
with
picked as (
  select
    line_no,
    account_order,
    document_key,
    order_key,
    vendor_key,
    cost_centre,
    date_diff('day', date '2000-01-01', line_date) as day,
    document_currency as currency,
    currency as ledger_currency,
    match_amount as amount,
    amount as run_amount,
    case when is_repeat then 1 when role = 'tax' then 2 when amount < 0 then 4 else 0 end
      as kind_bit
  from recon_ledger
  anti join recon_pair on recon_pair.ledger_no = recon_ledger.line_no
  where scope = 'current' and role in ('invoice', 'tax') and match_amount <> 0
),
keyed as (
  select
    *,
    case when order_key is not null
      then hash(account_order, order_key, currency, amount) end as order_hash,
    case when vendor_key is not null
      then hash(account_order, vendor_key, currency, amount) end as vendor_hash,
    try_cast(amount * 10000 as bigint) as steps
  from picked
)
select * from keyed;

create or replace temp table recon_open_billing as
with
picked as (
  select
    line_no,
    account_order,
    document_key,
    order_key,
    vendor_key,
    cost_centre,
    date_diff('day', date '2000-01-01', line_date) as day,
    currency,
    digits,
    match_amount as amount,
    invoiced as run_amount,
    billed,
    rounded,
    case charge_kind
      when 'repeat' then 8
      when 'tax' then 16
      when 'credit' then 32
      when 'correction' then 64
      when 'third-party' then 128
      else 0
    end as kind_bit
  from recon_billing
  anti join recon_pair on recon_pair.billing_no = recon_billing.line_no
  where role = 'invoice' and billed <> 0
),
keyed as (
  select
    *,
    case when order_key is not null
      then hash(account_order, order_key, currency, amount) end as order_hash,
    case when vendor_key is not null
      then hash(account_order, vendor_key, currency, amount) end as vendor_hash,
    try_cast(amount * 10000 as bigint) as steps
  from picked
)
select * from keyed
