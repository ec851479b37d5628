-- grain: one row per matching pass
-- unit and sign: run currency; matched bills, cost positive
-- source: reconciliation_match, reconciliation_line
-- depends on: nothing
-- checks: passes 1 to 5 are always listed, pass 6 where lines net to zero
with
pass as (
  select unnest([1, 2, 3, 4, 5, 6]) as pass
),
line as (
  select
    match_id,
    count(*) filter (side = 'ledger') as ledger_lines,
    count(*) filter (side = 'billing') as billing_lines
  from reconciliation_line
  where run_id = $run_id and match_id is not null
  group by match_id
),
matched as (
  select
    matches.pass,
    count(*) as matches,
    cast(sum(line.ledger_lines) as bigint) as ledger_lines,
    cast(sum(line.billing_lines) as bigint) as billing_lines,
    sum(matches.ledger_amount) as amount
  from reconciliation_match as matches
  inner join line using (match_id)
  where matches.run_id = $run_id
  group by matches.pass
)
select
  pass.pass,
  coalesce(matched.matches, 0) as matches,
  coalesce(matched.ledger_lines, 0) as ledger_lines,
  coalesce(matched.billing_lines, 0) as billing_lines,
  cast(coalesce(matched.amount, 0) as decimal(38, 12)) as amount
from pass
left join matched using (pass)
where pass.pass <= 5 or matched.matches > 0
order by pass.pass
