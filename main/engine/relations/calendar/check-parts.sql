-- grain: one row: whether any part exists, and how many charges their parts do not sum to
-- unit and sign: counts
-- source: cut_charge, charge_part
-- depends on: cut_charge, which its caller makes
-- checks: broken is 0
with
summed as (
  select
    row_index,
    sum(part_days) as days,
    sum(billed_cost) as billed_cost,
    sum(effective_cost) as effective_cost,
    sum(contracted_cost) as contracted_cost,
    sum(list_cost) as list_cost,
    sum(pricing_quantity) as pricing_quantity,
    sum(consumed_quantity) as consumed_quantity,
    sum(commitment_discount_quantity) as commitment_discount_quantity,
    sum(pricing_currency_effective_cost) as pricing_currency_effective_cost
  from (
    select *, last_day - first_day + 1 as part_days
    from charge_part
    where source_file_id = $source_file_id
  )
  group by row_index
)
select
  count(*) as cut,
  count(*) filter (
    where
      summed.days is distinct from cut_charge.last_day - cut_charge.first_day + 1
      or summed.billed_cost is distinct from cut_charge.billed_cost
      or summed.effective_cost is distinct from cut_charge.effective_cost
      or summed.contracted_cost is distinct from cut_charge.contracted_cost
      or summed.list_cost is distinct from cut_charge.list_cost
      or summed.pricing_quantity is distinct from cut_charge.pricing_quantity
      or summed.consumed_quantity is distinct from cut_charge.consumed_quantity
      or summed.commitment_discount_quantity
        is distinct from cut_charge.commitment_discount_quantity
      or summed.pricing_currency_effective_cost
        is distinct from cut_charge.pricing_currency_effective_cost
  ) as broken
from cut_charge
left join summed using (row_index)
