-- grain: one row per period the charge counts in
-- unit and sign: none
-- source: charge
-- depends on: charge
-- checks: one or two rows
with
place as (
  select billed_period, effective_period
  from charge
  where source_file_id = $source_file_id and row_index = $row_index
),
period as (
  select billed_period as period from place
  union
  select effective_period from place
)
select period from period where period is not null order by period
