-- grain: one row per pricing unit as the bills write it
-- unit and sign: none
-- source: price_charge
-- depends on: price_charge
-- checks: none
select distinct unit_text
from price_charge
where unit_text is not null
order by unit_text
