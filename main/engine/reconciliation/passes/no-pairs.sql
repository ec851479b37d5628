-- grain: none
-- unit and sign: none
-- source: nothing
-- depends on: nothing
-- checks: stands for pass 1 where it is switched off
create or replace temp table recon_pair (ledger_no integer, billing_no integer)
