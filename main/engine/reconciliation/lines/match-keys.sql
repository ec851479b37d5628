-- grain: one row per line that may be matched, as numbers, one table per side
-- unit and sign: document currency at its minor unit; debit and cost positive
-- source: recon_ledger, recon_billing
-- depends on: both line tables
-- checks: nothing to match, no row; a group is null where its key is unknown; passes shrink it
create or replace temp macro group_of(account_order, currency, a, b) as
case when a is not null and b is not null then hash(account_order, currency, a, b) end;

create or replace temp table recon_open_ledger as
select
  line_no,
  date_diff('day', date '2000-01-01', line_date) as day,
  document_currency as currency,
  currency as ledger_currency,
  match_amount as amount,
  try_cast(match_amount * 10000 as bigint) as steps,
  amount as run_amount,
  case when is_repeat then 1 when role = 'tax' then 2 when match_amount < 0 then 4 else 0 end
    as kind_bit,
  group_of(account_order, '', document_key, '') as any_document_group,
  group_of(account_order, document_currency, document_key, '') as document_group,
  group_of(account_order, document_currency, document_key, cost_centre)
    as document_centre_group,
  group_of(account_order, document_currency, order_key, '') as order_group,
  group_of(account_order, document_currency, vendor_key, '') as vendor_group,
  group_of(account_order, document_currency, vendor_key, cost_centre) as vendor_centre_group,
  group_of(account_order, document_currency, vendor_key, line_date) as vendor_day_group,
  group_of(account_order, document_currency, order_key, match_amount) as order_hash,
  group_of(account_order, document_currency, vendor_key, match_amount) as vendor_hash,
  case when not is_repeat
    then group_of(account_order, document_currency, document_key, match_amount)
  end as document_hash
from recon_ledger
where scope = 'current' and role in ('invoice', 'tax') and match_amount <> 0;

create or replace temp table recon_open_billing as
select
  line_no,
  date_diff('day', date '2000-01-01', line_date) as day,
  currency,
  digits,
  match_amount as amount,
  try_cast(match_amount * 10000 as bigint) as steps,
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
  end as kind_bit,
  group_of(account_order, '', document_key, '') as any_document_group,
  group_of(account_order, currency, document_key, '') as document_group,
  group_of(account_order, currency, document_key, cost_centre) as document_centre_group,
  group_of(account_order, currency, order_key, '') as order_group,
  group_of(account_order, currency, vendor_key, '') as vendor_group,
  group_of(account_order, currency, vendor_key, cost_centre) as vendor_centre_group,
  group_of(account_order, currency, vendor_key, line_date) as vendor_day_group,
  group_of(account_order, currency, order_key, match_amount) as order_hash,
  group_of(account_order, currency, vendor_key, match_amount) as vendor_hash,
  case when charge_kind <> 'repeat'
    then group_of(account_order, currency, document_key, match_amount)
  end as document_hash
from recon_billing
where role = 'invoice' and billed <> 0
