-- grain: the lines still open
-- unit and sign: as the open lines
-- source: recon_open_ledger, recon_open_billing, recon_pair
-- depends on: confirm-pairs.sql
-- checks: no later pass sees a confirmed line
delete from recon_open_ledger
where line_no in (select ledger_no from recon_pair);

delete from recon_open_billing
where line_no in (select billing_no from recon_pair)
