-- grain: one row where an open line is of a kind that a sum may leave out, none otherwise
-- unit and sign: none
-- source: recon_open_ledger, recon_open_billing
-- depends on: the open lines left by the passes before
-- checks: one row at most
with
kind as (
  select kind_bit from recon_open_ledger where kind_bit > 0
  union all
  select kind_bit from recon_open_billing where kind_bit > 0
)
select kind_bit
from kind
limit 1
