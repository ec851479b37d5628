-- grain: the lines still open
-- unit and sign: as the open lines
-- source: recon_open_ledger, recon_open_billing, recon_pair
-- depends on: confirm-pairs.sql
-- checks: no later pass sees a confirmed line
create or replace temp table recon_open_ledger as
select lines.*
from recon_open_ledger as lines
anti join recon_pair on recon_pair.ledger_no = lines.line_no;

create or replace temp table recon_open_billing as
select lines.*
from recon_open_billing as lines
anti join recon_pair on recon_pair.billing_no = lines.line_no
