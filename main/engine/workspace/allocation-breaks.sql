-- grain: one row
-- unit and sign: counts
-- source: allocation_total, allocated_segment
-- depends on: allocation_total, allocated_segment, allocation_segment
-- checks: in = allocated + unallocated, and both are what the segments add up to
with
stored as (
  select
    run_id, entity, currency, basis, amount_in,
    amount_allocated + amount_unallocated as amount_out
  from allocation_total
),
segments as (
  select s.run_id, s.entity, s.billing_currency as currency, a.basis, sum(a.amount) as amount
  from allocated_segment as a
  join allocation_segment as s on s.run_id = a.run_id and s.segment_id = a.segment_id
  where a.is_final
  group by all
),
checked as (
  select
    stored.amount_in = stored.amount_out
      and coalesce(segments.amount, 0) = stored.amount_in as is_whole
  from stored
  left join segments
    on segments.run_id = stored.run_id
    and segments.entity = stored.entity
    and segments.currency = stored.currency
    and segments.basis = stored.basis
)
select count(*) as totals, count(*) filter (where not is_whole) as broken
from checked
