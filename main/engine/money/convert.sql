-- grain: one row per amount of conversion_input
-- unit and sign: target currency at 12 decimals; the sign of each amount
-- source: conversion_input (part, code, amount, rate): part is one source, currency and period
-- depends on: conversion_input, a temporary table its caller fills
-- checks: Σ converted of a part = round(Σ amount × rate); equals shared/domain/convert.ts
create or replace temp table conversion_output as
with
source as (
  select
    part,
    code,
    cast(replace(cast(amount as varchar), '.', '') as hugeint) as units,
    cast(replace(cast(rate as varchar), '.', '') as hugeint) as rate_units
  from conversion_input
),
split as (
  select
    part,
    code,
    units,
    rate_units,
    sign(units) as direction,
    abs(units) // 1000000000000 as whole,
    abs(units) % 1000000000000 as rest
  from source
),
truncated as (
  select
    part,
    code,
    units,
    rate_units,
    direction * (whole * rate_units + (rest * rate_units) // 1000000000000) as part_units,
    direction * ((rest * rate_units) % 1000000000000) as remainder
  from split
),
total as (
  select
    part,
    cast(sum(units) as hugeint) as units,
    min(rate_units) as rate_units,
    cast(sum(part_units) as hugeint) as part_units
  from truncated
  group by part
),
total_split as (
  select
    part,
    part_units,
    sign(units) as direction,
    (abs(units) // 1000000000000) * rate_units
      + ((abs(units) % 1000000000000) * rate_units) // 1000000000000 as magnitude,
    ((abs(units) % 1000000000000) * rate_units) % 1000000000000 as remainder
  from total
),
gap as (
  select
    part,
    direction * (magnitude + case when remainder >= 500000000000 then 1 else 0 end) - part_units
      as units
  from total_split
),
ranked as (
  select
    truncated.part,
    truncated.code,
    truncated.part_units,
    gap.units as gap_units,
    row_number() over (
      partition by truncated.part
      order by truncated.remainder * sign(gap.units) desc, truncated.code
    ) as place
  from truncated
  inner join gap using (part)
),
converted as (
  select
    part,
    code,
    part_units + case when place <= abs(gap_units) then sign(gap_units) else 0 end as units
  from ranked
),
named as (
  select
    part,
    code,
    cast(units // 1000000000000 as decimal(38, 12))
      + cast(units % 1000000000000 as decimal(13, 0)) * cast(0.000000000001 as decimal(13, 12))
      as amount
  from converted
)
select
  part,
  code,
  cast(amount as decimal(38, 12)) as amount
from named
