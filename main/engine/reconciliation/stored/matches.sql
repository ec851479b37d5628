-- grain: one row per match of a run
-- unit and sign: run currency; ledger − bills
-- source: reconciliation_match, reconciliation_line
-- depends on: nothing
-- checks: total counts every match of the query
with
picked as (
  select
    *,
    count(*) over () as total
  from reconciliation_match
  where run_id = $run_id and ($account is null or account = $account)
  order by pass, account, match_id
  limit $limit
  offset $offset
),
line as (
  select
    match_id,
    coalesce(list(line_id order by line_id) filter (side = 'ledger'), []) as ledger_lines,
    coalesce(list(line_id order by line_id) filter (side = 'billing'), []) as billing_lines
  from reconciliation_line
  where run_id = $run_id and match_id in (select match_id from picked)
  group by match_id
)
select
  picked.match_id,
  picked.pass,
  picked.account,
  picked.reason,
  picked.ledger_amount,
  picked.billing_amount,
  picked.difference,
  line.ledger_lines,
  line.billing_lines,
  picked.total
from picked
inner join line using (match_id)
order by picked.pass, picked.account, picked.match_id
