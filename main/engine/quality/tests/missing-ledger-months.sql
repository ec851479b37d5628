-- grain: one row per entity and month without ledger lines, and how many months were tested
-- unit and sign: ledger currency; debit positive; the lines of the month before
-- source: ledger lines
-- depends on: active_ledger_entry, bill
-- checks: columns as in define.ts
with
held as (
  select
    entity,
    period,
    min(source_file_id) as source_file_id,
    strptime(concat(period, '-01'), '%Y-%m-%d') as month
  from active_ledger_entry
  group by all
),
span as (
  select entity, min(month) as first_month, max(month) as last_month from held group by all
),
billed as (
  select max(strptime(concat(billed_period, '-01'), '%Y-%m-%d')) as last_month
  from bill
  where $period is not null and billed_period = $period
),
-- A ledger must reach as far as the bills it is compared with.
wanted as (
  select
    entity,
    strftime(unnest(range(
      first_month,
      greatest(last_month, coalesce((select last_month from billed), last_month))
        + interval 1 day,
      interval 1 month
    )), '%Y-%m') as period
  from span
)
select
  coalesce(nullif(wanted.entity, ''), 'the ledger') as subject,
  wanted.period,
  (
    select arg_max(known.source_file_id, known.month) from held as known
    where known.entity = wanted.entity and known.period < wanted.period
  ) as source_file_id,
  cast(null as bigint) as place,
  cast(null as varchar) as currency,
  cast(null as decimal(38, 12)) as amount,
  concat_ws('|', wanted.entity, wanted.period) as evidence,
  concat('no line of ', wanted.period, '; the months before have lines') as note,
  cast(null as bigint) as tested
from wanted
left join held using (entity, period)
where held.period is null and ($period is null or wanted.period = $period)
union all
select null, period, null, null, null, null, null, null, count(*)
from wanted
where $period is null or period = $period
group by all
