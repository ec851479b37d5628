-- grain: one row per broken identity of a stored run, none where all hold
-- unit and sign: run currency; ledger − bills
-- source: reconciliation_account, _line, _match, reconciling_item, reconciling_item_line
-- depends on: nothing outside the stored run
-- checks: unidentified = ledger − bills − Σ items = Σ open ledger − Σ open bills
with
line as (
  select
    account,
    coalesce(sum(amount) filter (side = 'ledger'), 0) as ledger,
    coalesce(sum(amount) filter (side = 'billing'), 0) as billing,
    coalesce(sum(case side when 'ledger' then open_amount else - open_amount end), 0)
      as open_amount
  from reconciliation_line
  where run_id = $run_id
  group by account
),
item as (
  select
    account,
    sum(amount) as amount
  from reconciling_item
  where run_id = $run_id
  group by account
),
statement as (
  select
    'statement of ' || stated.account as identity,
    stated.ledger <> coalesce(line.ledger, 0)
      or stated.billing <> coalesce(line.billing, 0)
      or stated.items <> coalesce(item.amount, 0)
      or stated.unidentified <> stated.ledger - stated.billing - stated.items
      or stated.unidentified <> coalesce(line.open_amount, 0) as is_broken
  from reconciliation_account as stated
  left join line using (account)
  left join item using (account)
  where stated.run_id = $run_id
),
item_line as (
  select
    item_key,
    sum(case side when 'ledger' then amount else - amount end) as amount
  from reconciling_item_line
  where run_id = $run_id
  group by item_key
),
item_sum as (
  select
    'item ' || reconciling_item.item_key as identity,
    reconciling_item.amount <> coalesce(item_line.amount, 0) as is_broken
  from reconciling_item
  left join item_line using (item_key)
  where reconciling_item.run_id = $run_id
),
taken as (
  select
    account,
    side,
    line_id,
    sum(amount) as amount
  from reconciling_item_line
  where run_id = $run_id
  group by all
),
matched as (
  select
    reconciliation_line.match_id,
    sum(
      case reconciliation_line.side
        when 'ledger' then reconciliation_line.amount - coalesce(taken.amount, 0)
        else coalesce(taken.amount, 0) - reconciliation_line.amount
      end
    ) as amount
  from reconciliation_line
  left join taken using (account, side, line_id)
  where reconciliation_line.run_id = $run_id and reconciliation_line.match_id is not null
  group by reconciliation_line.match_id
),
match_sum as (
  select
    'match ' || match_id as identity,
    amount <> 0 as is_broken
  from matched
),
unmatched as (
  select
    'line ' || reconciliation_line.line_id as identity,
    reconciliation_line.amount
      <> coalesce(taken.amount, 0) + reconciliation_line.open_amount as is_broken
  from reconciliation_line
  left join taken using (account, side, line_id)
  where reconciliation_line.run_id = $run_id and reconciliation_line.match_id is null
),
every_identity as (
  select * from statement
  union all
  select * from item_sum
  union all
  select * from match_sum
  union all
  select * from unmatched
)
select identity
from every_identity
where is_broken
order by identity
limit 20
