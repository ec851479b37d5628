-- grain: recon_member one row per matched line
-- unit and sign: none
-- source: recon_pair
-- depends on: the open lines of both sides
-- checks: a confirmed line leaves the open lines, so no later pass sees it
insert into recon_member
select
  $pass as pass,
  $reason as reason,
  ledger_no as match_no,
  unnest(['ledger', 'billing']) as side,
  unnest([ledger_no, billing_no]) as line_no
from recon_pair;

create or replace temp table recon_open_ledger as
select lines.*
from recon_open_ledger as lines
anti join recon_pair on recon_pair.ledger_no = lines.line_no;

create or replace temp table recon_open_billing as
select lines.*
from recon_open_billing as lines
anti join recon_pair on recon_pair.billing_no = lines.line_no
