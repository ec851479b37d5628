-- grain: one row per attribute the run keeps with its segments besides their columns
-- unit and sign: none
-- source: allocation_segment
-- depends on: allocation_segment
-- checks: none
select distinct unnest(json_keys(attribute_values)) as attribute
from allocation_segment
where run_id = $run_id and attribute_values is not null
order by attribute
