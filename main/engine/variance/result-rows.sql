-- grain: one row per path of a run, the largest movements first; the rest in one row
-- unit and sign: reporting currency; cost positive, credit negative
-- source: variance_leaf
-- depends on: variance_leaf
-- checks: Σ rows = the run's opening and closing
with
path as (
  select
    path_1, path_2, path_3,
    cast(sum(opening) as decimal(38, 12)) as opening,
    cast(sum(closing) as decimal(38, 12)) as closing
  from variance_leaf
  where run_id = $run_id
  group by path_1, path_2, path_3
),
ranked as (
  select
    *,
    row_number() over (
      order by abs(closing - opening) desc, path_1, path_2, path_3
    ) as place
  from path
)
select
  least(place, $rows_max + 1) as place,
  case when place <= $rows_max then path_1 end as path_1,
  case when place <= $rows_max then path_2 end as path_2,
  case when place <= $rows_max then path_3 end as path_3,
  count(*) as paths,
  cast(sum(opening) as decimal(38, 12)) as opening,
  cast(sum(closing) as decimal(38, 12)) as closing
from ranked
group by all
order by place
