-- grain: the rows of one run, as reconciling_item, _line, _account and _unmapped hold them
-- unit and sign: run currency; ledger − bills, lines in their side's own sign
-- source: recon_item, recon_item_line, recon_ledger, recon_billing, recon_unmapped
-- depends on: recon_source_row, reconciliation_run
-- checks: check-run.sql re-adds what is stored here
insert into reconciling_item
with
source as (
  select
    unnest(
      from_json(
        cast($items as json),
        '[{
          "item_key": "VARCHAR", "description": "VARCHAR", "reason": "VARCHAR"
        }]'
      )
    ) as entry
)
select
  $run_id as run_id,
  recon_item.item_key,
  recon_item.account,
  recon_item.type,
  source.entry.description,
  source.entry.reason,
  recon_item.amount,
  $currency as currency,
  recon_item.clears_period,
  recon_item.first_period
from recon_item
inner join source on source.entry.item_key = recon_item.item_key
order by recon_item.account_order, recon_item.type, recon_item.item_key;

insert into reconciling_item_line
with
line as (
  select
    recon_item.item_key,
    recon_item.account,
    item.side,
    case item.side
      when 'ledger' then concat_ws(':', ledger.source_file_id, ledger.source_row)
      else concat_ws(':', billing.source_file_id, coalesce(first_row.source_row, 0), billing.part)
    end as line_id,
    item.amount
  from recon_item_line as item
  inner join recon_item
    on recon_item.type = item.type
    and recon_item.group_key = item.group_key
    and recon_item.account_order = item.account_order
  left join recon_ledger as ledger on item.side = 'ledger' and ledger.line_no = item.line_no
  left join recon_billing as billing on item.side = 'billing' and billing.line_no = item.line_no
  left join recon_source_row as first_row
    on first_row.source_file_id = billing.source_file_id
    and first_row.row_index = billing.row_first
)
select
  $run_id as run_id,
  item_key,
  account,
  side,
  line_id,
  amount
from line
order by item_key, side, line_id;

insert into reconciliation_account
with
ledger as (
  select
    account_order,
    sum(amount) as amount,
    sum(amount) filter (special_period is not null) as adjustment_period
  from recon_ledger
  where scope = 'current'
  group by account_order
),
billing as (
  select
    account_order,
    sum(amount) as amount
  from recon_billing
  group by account_order
),
item as (
  select
    account_order,
    sum(amount) as amount
  from recon_item
  group by account_order
),
stated as (
  select
    $run_id as run_id,
    recon_account.account_order,
    recon_account.account,
    coalesce(recon_account.name, '') as name,
    recon_account.kind,
    recon_account.basis,
    recon_account.recognition,
    recon_account.owner,
    coalesce(ledger.amount, 0) as ledger,
    coalesce(ledger.adjustment_period, 0) as adjustment_period,
    coalesce(billing.amount, 0) as billing,
    coalesce(item.amount, 0) as items
  from recon_account
  left join ledger using (account_order)
  left join billing using (account_order)
  left join item using (account_order)
)
select
  *,
  ledger - billing - items as unidentified
from stated
order by account_order;

insert into reconciliation_unmapped
select
  $run_id as run_id,
  side,
  code,
  name,
  currency,
  records,
  amount
from recon_unmapped
