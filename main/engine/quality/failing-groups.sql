-- grain: one row per reason a test failed in a month, by file and currency; one per count tested
-- unit and sign: as the test gives them
-- source: failing, the rows of one test
-- depends on: failing, row_gap
-- checks: the largest amounts are the examples; evidence adds up in any order
select
  whole.subject,
  whole.period,
  whole.source_file_id,
  whole.currency,
  whole.rows,
  whole.amount,
  whole.evidence,
  shown.examples,
  cast(null as bigint) as tested
from (
  select
    subject,
    period,
    source_file_id,
    currency,
    count(*) as rows,
    cast(sum(amount) as decimal(38, 12)) as amount,
    cast(sum(cast(md5_number_lower(evidence) as hugeint)) as varchar) as evidence
  from failing
  where tested is null
  group by all
) as whole
inner join (
  select
    subject,
    period,
    source_file_id,
    currency,
    list(
      cast(json_object('row', source_row, 'amount', cast(amount as varchar), 'text', note)
        as varchar)
      order by rank
    ) as examples
  from (
    select
      ranked.*,
      case
        when $is_bill then place + 2 + coalesce((
          select sum(skipped) from row_gap
          where
            row_gap.source_file_id = ranked.source_file_id and row_gap.rowid_from <= ranked.place
        ), 0)
        else place
      end as source_row
    from (
      select
        *,
        row_number() over (
          partition by subject, period, source_file_id, currency
          order by abs(amount) desc, place, evidence
        ) as rank
      from failing
      where tested is null
    ) as ranked
    where rank <= cast($examples as integer)
  ) as placed
  group by all
) as shown
  on shown.subject = whole.subject
  and shown.period is not distinct from whole.period
  and shown.source_file_id is not distinct from whole.source_file_id
  and shown.currency is not distinct from whole.currency
union all
select
  subject, period, null, null, 0, null, null, null, cast(sum(tested) as bigint)
from failing
where tested is not null
group by all
order by all
