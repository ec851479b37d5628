-- grain: one row per period with charges
-- unit and sign: none
-- source: charge
-- depends on: charge
-- checks: none
select distinct effective_period as period
from charge
where effective_period is not null
order by period
