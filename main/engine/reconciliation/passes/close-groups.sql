-- grain: the lines still open
-- unit and sign: as the open lines
-- source: recon_open_ledger, recon_open_billing, recon_grouped
-- depends on: confirm-groups.sql
-- checks: no later pass sees a confirmed line
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
