-- grain: the lines still open
-- unit and sign: as the open lines
-- source: recon_open_ledger, recon_open_billing, recon_grouped
-- depends on: confirm-groups.sql
-- checks: no later pass sees a confirmed line
delete from recon_open_ledger
where line_no in (select line_no from recon_grouped where side = 'ledger');

delete from recon_open_billing
where line_no in (select line_no from recon_grouped where side = 'billing')
