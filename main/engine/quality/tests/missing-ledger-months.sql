-- grain: one row per entity and month without ledger lines, and how many months were tested
-- unit and sign: ledger currency; debit positive; the lines of the month before
-- source: ledger lines
-- depends on: active_ledger_entry, bill, workspace_period
-- checks: columns as in define.ts
with
held as (
  select
    entity,
    period,
    min(source_file_id) as source_file_id
  from active_ledger_entry
  group by all
),
-- A ledger must reach as far as the bills it is compared with.
span as (
  select
    entity,
    min(period) as first_period,
    greatest(max(period), (
      select coalesce(max(billed_period), '') from bill
      where $period is not null and billed_period = $period
    )) as last_period
  from held
  group by all
),
-- Months, where no calendar is laid out.
calendar as (
  select period from workspace_period
  union all
  select strftime(unnest(range(
    try_strptime(concat(bounds.first_period, '-01'), '%Y-%m-%d'),
    try_strptime(concat(bounds.last_period, '-02'), '%Y-%m-%d'),
    interval 1 month
  )), '%Y-%m')
  from (
    select min(first_period) as first_period, max(last_period) as last_period from span
  ) as bounds
  where (select count(*) from workspace_period) = 0
),
wanted as (
  select span.entity, calendar.period
  from span
  inner join calendar
    on calendar.period >= span.first_period and calendar.period <= span.last_period
)
select
  coalesce(nullif(wanted.entity, ''), 'the ledger') as subject,
  wanted.period,
  (
    select arg_max(known.source_file_id, known.period) from held as known
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
