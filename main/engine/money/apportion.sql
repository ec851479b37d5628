-- grain: one row per pool and target of its weight set
-- unit and sign: unit of the pool; no part has the opposite sign
-- source: apportion_pool (pool_key, amount, weight_set) and its weights by weight_set and target
-- depends on: apportion_pool, apportion_weight
-- checks: parts re-add to the pool exactly; equals the reference apportion() on any input
create or replace temp table apportion_part as
with
weight_total as (
  select weight_set, sum(weight) as total, min(weight) as smallest
  from apportion_weight
  group by weight_set
),
-- The smallest power of ten that leaves at most 19 digits; one more where 10^18 is still exceeded.
first_divisor as (
  select
    weight_set,
    case
      when smallest < 0 then error('a weight is negative')
      else cast('1' || repeat('0', greatest(length(cast(total as varchar)) - 19, 0)) as hugeint)
    end as divisor
  from weight_total
),
first_total as (
  select weight_set, divisor, sum(weight // divisor) as total
  from apportion_weight
  join first_divisor using (weight_set)
  group by weight_set, divisor
),
weight as (
  select
    weight_set,
    target,
    apportion_weight.weight
      // case when total <= 1000000000000000000 then divisor else 10 * divisor end as weight
  from apportion_weight
  join first_total using (weight_set)
),
weight_set as (
  select weight_set, cast(sum(weight) as hugeint) as weight_total
  from weight
  group by weight_set
),
pool_units as (
  select
    pool_key,
    weight_set,
    amount < 0 as is_negative,
    abs(cast(replace(cast(amount as varchar), '.', '') as hugeint)) as magnitude,
    case when weight_total = 0 then error('the weights total zero') else weight_total end
      as weight_total
  from apportion_pool
  join weight_set using (weight_set)
),
pool as (
  select *, magnitude // weight_total as whole, magnitude % weight_total as rest
  from pool_units
),
-- Where the product fits 64 bits the division runs there: the same quotient, ten times sooner.
share as (
  select
    pool_key,
    target,
    weight,
    weight_total,
    is_negative,
    whole,
    rest,
    case
      when weight_total < 3000000000
        then cast(
          (cast(rest as bigint) * cast(weight as bigint)) // cast(weight_total as bigint)
          as hugeint
        )
      else (rest * weight) // weight_total
    end as quotient
  from pool
  join weight using (weight_set)
),
ranked as (
  select
    *,
    row_number() over largest_first as place,
    rest - sum(quotient) over (
      largest_first rows between unbounded preceding and unbounded following
    ) as left_over
  from share
  window largest_first as (
    partition by pool_key
    order by rest * weight - quotient * weight_total desc, target
  )
),
unsigned as (
  select
    *,
    whole * weight + quotient + case when place <= left_over then 1 else 0 end as units
  from ranked
),
part as (
  select
    pool_key,
    target,
    weight,
    weight_total,
    case
      when units < 1000000000000000000
        then cast(
          cast(units as decimal(18, 0)) * cast(0.000000000001 as decimal(18, 12))
          as decimal(38, 12)
        )
      else cast(units // 1000000000000 as decimal(38, 12))
        + cast(units % 1000000000000 as decimal(13, 0)) * cast(0.000000000001 as decimal(13, 12))
    end * case when is_negative then -1 else 1 end as amount
  from unsigned
)
select * from part
