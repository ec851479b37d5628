-- grain: one row per failure that is accepted
-- unit and sign: none
-- source: quality_acceptance
-- depends on: quality_acceptance
-- checks: the last one given counts
select
  failure_key,
  arg_max(comment, sequence) as comment,
  arg_max(actor, sequence) as actor
from quality_acceptance
where is_active
group by failure_key
order by failure_key
