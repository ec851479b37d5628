-- grain: one row per matched line
-- unit and sign: none
-- source: recon_grouped
-- depends on: recon_matched_line
-- checks: a line is confirmed once, because it leaves the open lines next
insert into recon_matched_line
select
  $rule as rule,
  match_no,
  side,
  line_no
from recon_grouped
