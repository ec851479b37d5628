-- grain: one row per active file a reconciliation up to a month may read
-- unit and sign: none
-- source: source_file, source_file_total
-- depends on: nothing
-- checks: a file that only begins later is left out, one without control totals is not
with
begun as (
  select
    source_file_id,
    min(coalesce(period, '')) as first_period
  from source_file_total
  group by source_file_id
)
select source_file.source_file_id
from source_file
left join begun using (source_file_id)
where
  source_file.is_active
  and source_file.dataset in ('charge', 'ledger', 'purchase', 'invoice')
  and coalesce(begun.first_period, '') <= $last
order by source_file.source_file_id
