-- grain: one row per finding of an import that a month cannot be closed with, and files tested
-- unit and sign: the finding's own currency and sign
-- source: findings of imports
-- depends on: finding, source_file, source_file_total, active_ledger_entry, workspace_period
-- checks: columns as in define.ts
with
-- Files are of calendar months; ledger lines are of periods already.
month as (
  select total.source_file_id, coalesce(span.period, total.period) as period
  from source_file_total as total
  inner join source_file using (source_file_id)
  left join workspace_period as span
    on source_file.dataset in ('charge', 'purchase', 'invoice', 'fx', 'receipt')
    and strftime(span.first_day, '%Y-%m') <= total.period
    and strftime(span.last_day, '%Y-%m') >= total.period
  where total.period is not null and source_file.dataset <> 'ledger'
  group by all
  union all
  select source_file_id, period
  from active_ledger_entry
  group by all
),
active as (
  select source_file.source_file_id
  from source_file
  left join month using (source_file_id)
  where
    is_active
    and (
      $period is null
      or month.period = $period
      or not exists (
        select 1 from month as own where own.source_file_id = source_file.source_file_id
      )
    )
  group by all
)
select
  found.found as subject,
  cast(null as varchar) as period,
  found.source_file_id,
  cast(null as bigint) as place,
  found.currency,
  found.amount_at_stake as amount,
  concat_ws('|', found.code, found.found, found.expected, found.amount_at_stake) as evidence,
  concat('expected: ', found.expected) as note,
  cast(null as bigint) as tested
from finding as found
inner join active using (source_file_id)
where
  found.code = $code
  and (found.severity = 'blocking' or $code <> 'file-overlaps')
union all
select null, null, null, null, null, null, null, null, count(*)
from active
