-- grain: one row per layout
-- unit and sign: none
-- source: saved_mapping
-- depends on: saved_mapping
-- checks: the latest first
select fingerprint, mapping
from saved_mapping
where (dataset = 'charge') = $is_charge
order by sequence desc, fingerprint
