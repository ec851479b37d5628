-- grain: one row per entity, currency and cost basis of a run
-- unit and sign: billing currency; cost positive, credit negative
-- source: allocation_total
-- depends on: store-total.sql
-- checks: none
select
  entity,
  currency,
  basis,
  amount_in,
  amount_allocated,
  amount_unallocated
from allocation_total
where run_id = $run_id
order by entity, currency, basis
