-- grain: recon_item_line one row per item and line it is made of; the views what is left
-- unit and sign: run currency; each side's own sign
-- source: recon_ledger, recon_billing, recon_member
-- depends on: the matched lines
-- checks: a line taken whole by an item is left for no other
create or replace temp table recon_item_line (
  type varchar,
  group_key varchar,
  account_order integer,
  side varchar,
  line_no integer,
  amount decimal(38, 12),
  is_whole boolean,
  first_period varchar,
  clears_period varchar,
  note varchar
);

create or replace temp view recon_left_ledger as
with
unmatched as (
  select
    recon_ledger.*,
    recon_ledger.amount as open_amount
  from recon_ledger
  anti join recon_member
    on recon_member.side = 'ledger' and recon_member.line_no = recon_ledger.line_no
  where recon_ledger.scope = 'current'
),
untaken as (
  select unmatched.*
  from unmatched
  anti join (
    select line_no
    from recon_item_line
    where side = 'ledger' and is_whole
  ) as taken
    on taken.line_no = unmatched.line_no
)
select * from untaken;

create or replace temp view recon_left_billing as
with
unmatched as (
  select
    recon_billing.*,
    case
      when charge_kind = 'repeat' or role = 'commitment' then amount
      else invoiced
    end as open_amount
  from recon_billing
  anti join recon_member
    on recon_member.side = 'billing' and recon_member.line_no = recon_billing.line_no
),
untaken as (
  select unmatched.*
  from unmatched
  anti join (
    select line_no
    from recon_item_line
    where side = 'billing' and is_whole
  ) as taken
    on taken.line_no = unmatched.line_no
  where unmatched.open_amount <> 0
)
select * from untaken;

create or replace temp view recon_posted_document as
with
posted as (
  select distinct
    account_order,
    document_key
  from recon_ledger
  where scope = 'current' and role in ('invoice', 'tax') and document_key is not null
)
select * from posted;

create or replace temp view recon_posted_vendor as
with
matched as (
  select distinct
    recon_billing.account_order,
    recon_billing.vendor_key
  from recon_billing
  semi join recon_member
    on recon_member.side = 'billing' and recon_member.line_no = recon_billing.line_no
  where recon_billing.vendor_key is not null
)
select * from matched
