-- grain: one row per leaf of decompose_input that decompose.sql left out
-- unit and sign: as decompose_input
-- source: decompose_input, decompose_output
-- depends on: decompose_input, decompose_output
-- checks: every leaf is either decomposed or here
select
  leaf_id, opening, closing, total_0, total_1, quantity_0, quantity_1, first_0, first_1,
  second_0, second_1, third_0, third_1, rate_0, rate_1
from decompose_input
anti join decompose_output using (leaf_id)
order by leaf_id
