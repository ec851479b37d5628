-- grain: one row per active file with charges of either month, and currency
-- unit and sign: none
-- source: charge
-- depends on: charge
-- checks: a charge counts in its billed and in its effective month
select distinct
  source_file_id,
  billing_currency as currency
from charge
where billed_period in ($from, $to) or effective_period in ($from, $to)
order by source_file_id, currency
