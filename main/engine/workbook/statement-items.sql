-- grain: one row per account and type of item of the run
-- unit and sign: run currency; ledger − bills
-- source: reconciling_item
-- depends on: nothing
-- checks: none
select account, type, cast(sum(amount) as decimal(38, 12)) as amount
from reconciling_item
where run_id = $run_id
group by account, type
order by account, type
