-- grain: one row per billing currency and period without a rate
-- unit and sign: none
-- source: variance_rate
-- depends on: variance_rate
-- checks: none
select currency, period
from variance_rate
where rate is null
order by period, currency
