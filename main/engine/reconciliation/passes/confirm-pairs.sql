-- grain: one row per confirmed pair
-- unit and sign: none
-- source: recon_pair
-- depends on: recon_matched_pair
-- checks: a line is confirmed once, because it leaves the open lines next
insert into recon_matched_pair
select
  $rule as rule,
  ledger_no,
  billing_no
from recon_pair
