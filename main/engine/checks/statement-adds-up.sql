-- grain: one row per run and account whose statement does not add up
-- unit and sign: run currency; ledger − bills
-- source: reconciliation_run, reconciliation_account, reconciliation_line, reconciling_item
-- depends on: reconciliation_run, reconciliation_account, reconciliation_line, reconciling_item
-- checks: no rows
with
line as (
  select
    run_id,
    account,
    coalesce(sum(amount) filter (side = 'ledger'), 0) as ledger,
    coalesce(sum(amount) filter (side = 'billing'), 0) as billing
  from reconciliation_line
  group by run_id, account
),
item as (
  select run_id, account, sum(amount) as amount
  from reconciling_item
  group by run_id, account
),
compared as (
  select
    run.period,
    run.currency,
    stated.account,
    stated.unidentified,
    coalesce(line.ledger, 0) - coalesce(line.billing, 0) - coalesce(item.amount, 0) as found,
    stated.ledger = coalesce(line.ledger, 0)
      and stated.billing = coalesce(line.billing, 0)
      and stated.items = coalesce(item.amount, 0)
      and stated.unidentified = stated.ledger - stated.billing - stated.items as is_whole
  from reconciliation_account as stated
  inner join reconciliation_run as run using (run_id)
  left join line using (run_id, account)
  left join item using (run_id, account)
  where $period is null or run.period = $period
)
select
  period,
  currency,
  account,
  cast(unidentified as decimal(38, 12)) as stated,
  cast(found as decimal(38, 12)) as found
from compared
where not is_whole
order by period, account
