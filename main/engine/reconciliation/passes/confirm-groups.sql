-- grain: recon_member one row per matched line
-- unit and sign: none
-- source: recon_grouped
-- depends on: the open lines of both sides
-- checks: a confirmed line leaves the open lines, so no later pass sees it
insert into recon_member
select
  $pass as pass,
  $reason as reason,
  match_no,
  side,
  line_no
from recon_grouped;

create or replace temp table recon_open_ledger as
select lines.*
from recon_open_ledger as lines
anti join recon_grouped
  on recon_grouped.side = 'ledger' and recon_grouped.line_no = lines.line_no;

create or replace temp table recon_open_billing as
select lines.*
from recon_open_billing as lines
anti join recon_grouped
  on recon_grouped.side = 'billing' and recon_grouped.line_no = lines.line_no
