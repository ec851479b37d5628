-- grain: one row per charge and period its days lie in, for charges of several periods
-- unit and sign: the charge's own; parts of it or zero
-- source: cut_charge (the charges of one file that cross a period's end), workspace_period
-- depends on: day_share; cut_charge, which its caller makes
-- checks: check-parts.sql: the parts of a charge sum to it
insert into charge_part
with
sliced as (
  select
    cut_charge.*,
    span.period,
    greatest(span.first_day, cut_charge.first_day) as part_first,
    least(span.last_day, cut_charge.last_day) as part_last,
    cast(greatest(span.first_day, cut_charge.first_day) - cut_charge.first_day as hugeint)
      as before,
    cast(least(span.last_day, cut_charge.last_day) - cut_charge.first_day + 1 as hugeint)
      as after,
    cast(cut_charge.last_day - cut_charge.first_day + 1 as hugeint) as days
  from cut_charge
  inner join workspace_period as span
    on span.first_day <= cut_charge.last_day and span.last_day >= cut_charge.first_day
),
numbered as (
  select
    *,
    row_number() over (partition by row_index order by part_first) as part
  from sliced
)
select
  source_file_id,
  row_index,
  part,
  part_first,
  part_last,
  case
    when not has_billing_period then null
    when not is_later then period
    when part = 1 then billed_period
  end as billed_period,
  period as effective_period,
  case
    when not is_later then day_share(billed_cost, before, after, days)
    when part = 1 then billed_cost
  end as billed_cost,
  day_share(effective_cost, before, after, days) as effective_cost,
  day_share(contracted_cost, before, after, days) as contracted_cost,
  day_share(list_cost, before, after, days) as list_cost,
  day_share(pricing_quantity, before, after, days) as pricing_quantity,
  day_share(consumed_quantity, before, after, days) as consumed_quantity,
  day_share(commitment_discount_quantity, before, after, days) as commitment_discount_quantity,
  day_share(pricing_currency_effective_cost, before, after, days)
    as pricing_currency_effective_cost
from numbered
