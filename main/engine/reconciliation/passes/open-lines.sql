-- grain: one row per line that pass 1 left open, one table per side
-- unit and sign: document currency at its minor unit; debit and cost positive
-- source: recon_ledger_key, recon_billing_key, recon_pair
-- depends on: match-keys.sql
-- checks: no later pass sees a line of pass 1
create or replace temp table recon_open_ledger as
select *
from recon_ledger_key
anti join recon_pair on recon_pair.ledger_no = recon_ledger_key.line_no;

create or replace temp table recon_open_billing as
select *
from recon_billing_key
anti join recon_pair on recon_pair.billing_no = recon_billing_key.line_no
