-- grain: one row where the books hold more than one currency, else none
-- unit and sign: none
-- source: recon_currency
-- depends on: settings.sql, which lists every currency of the input
-- checks: none
select count(*) as currencies
from recon_currency
having count(*) > 1
