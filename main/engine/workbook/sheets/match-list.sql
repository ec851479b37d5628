-- grain: one row per match of the run
-- unit and sign: run currency; ledger − bills
-- source: reconciliation_match, reconciliation_line, reconciling_item, reconciling_item_line
-- depends on: nothing
-- checks: a match's difference is what its items take, or is left
with
taken as (
  select
    item.account,
    item_line.side,
    item_line.line_id,
    sum(item_line.amount) as amount
  from reconciling_item_line as item_line
  inner join reconciling_item as item using (run_id, item_key)
  where run_id = $run_id
  group by all
),
line as (
  select
    line.match_id,
    count(*) filter (line.side = 'ledger') as ledger_lines,
    count(*) filter (line.side = 'billing') as billing_lines,
    sum(case line.side when 'ledger' then line.amount else -line.amount end) as difference,
    sum(
      case line.side when 'ledger' then coalesce(taken.amount, 0)
      else -coalesce(taken.amount, 0) end
    ) as items
  from reconciliation_line as line
  left join taken using (account, side, line_id)
  where line.run_id = $run_id and line.match_id is not null
  group by line.match_id
)
select
  matched.match_id,
  matched.pass,
  matched.account,
  matched.reason,
  line.ledger_lines,
  line.billing_lines,
  cast(line.items as decimal(38, 12)) as items,
  cast(line.difference as decimal(38, 12)) as difference
from reconciliation_match as matched
inner join line using (match_id)
where matched.run_id = $run_id
order by matched.pass, matched.account, matched.match_id
