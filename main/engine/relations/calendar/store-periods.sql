-- grain: one row per period of the workspace's calendar
-- unit and sign: none
-- source: the bound lists, one value per period
-- depends on: workspace_period
-- checks: the first column is the table's key
insert into workspace_period
select
  unnest($periods) as period,
  cast(unnest($fiscal_years) as integer) as fiscal_year,
  cast(unnest($quarters) as integer) as quarter,
  cast(unnest($first_days) as date) as first_day,
  cast(unnest($last_days) as date) as last_day,
  nullif(unnest($nominal_months), '') as nominal_month
