-- grain: none; the work tables of a run go when it is stored
-- unit and sign: none
-- source: nothing
-- depends on: nothing
-- checks: a second run starts from nothing
drop view if exists recon_left_ledger;
drop view if exists recon_left_billing;
drop view if exists recon_posted_document;
drop view if exists recon_posted_vendor;
drop table if exists recon_charge_group;
drop table if exists recon_unmapped;
drop table if exists recon_billing_part;
drop table if exists recon_billing_source;
drop table if exists recon_ledger_source;
drop table if exists conversion_input;
drop table if exists conversion_output;
drop table if exists recon_open_ledger;
drop table if exists recon_open_billing;
drop table if exists recon_pair;
drop table if exists recon_grouped;
drop view if exists recon_member;
drop table if exists recon_matched_pair;
drop table if exists recon_matched_line;
drop table if exists recon_rule;
drop table if exists recon_line_match;
drop table if exists recon_match;
drop table if exists recon_item_line;
drop table if exists recon_item;
drop table if exists recon_ledger;
drop table if exists recon_billing
