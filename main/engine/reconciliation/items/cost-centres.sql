-- grain: one row per line of a matched invoice that the ledger holds on another cost centre
-- unit and sign: run currency; each side's own sign
-- source: recon_ledger, recon_billing, recon_member
-- depends on: recon_item_line
-- checks: the items of one invoice net to zero; only where the ledger posts by cost centre
create or replace temp table recon_misplaced as
with
member as (
  select
    recon_member.match_no,
    recon_member.side,
    recon_member.line_no,
    coalesce(recon_ledger.account_order, recon_billing.account_order) as account_order,
    coalesce(recon_ledger.cost_centre, recon_billing.cost_centre) as cost_centre,
    coalesce(recon_ledger.match_amount, - recon_billing.match_amount) as signed_amount,
    coalesce(recon_ledger.amount, recon_billing.invoiced) as amount,
    coalesce(recon_ledger.document_key, recon_billing.document_key) as document_key
  from recon_member
  left join recon_ledger
    on recon_member.side = 'ledger' and recon_ledger.line_no = recon_member.line_no
  left join recon_billing
    on recon_member.side = 'billing' and recon_billing.line_no = recon_member.line_no
),
known_centre as (
  select distinct
    account_order,
    cost_centre
  from recon_billing
  where cost_centre is not null
),
comparable as (
  select member.match_no
  from member
  left join known_centre
    on known_centre.account_order = member.account_order
    and known_centre.cost_centre = member.cost_centre
  group by member.match_no
  having
    count(*) = count(member.cost_centre)
    and count(*) = count(known_centre.cost_centre)
    and count(*) = count(member.document_key)
),
centre as (
  select
    member.match_no,
    member.account_order,
    member.cost_centre,
    abs(sum(member.signed_amount)) * 100 > count(*) as is_off
  from member
  semi join comparable using (match_no)
  group by all
),
practice as (
  select account_order
  from centre
  group by account_order
  having count(*) filter (not is_off) >= count(*) filter (is_off)
),
misplaced as (
  select
    member.match_no,
    member.account_order,
    member.cost_centre,
    member.document_key,
    member.side,
    member.line_no,
    member.amount
  from member
  semi join (
    select *
    from centre
    semi join practice using (account_order)
    where is_off
  ) as off using (match_no, cost_centre)
)
select * from misplaced;

delete from recon_matched_pair
where ledger_no in (
  select line_no
  from recon_misplaced
  where side = 'ledger'
);

delete from recon_matched_line
where exists (
  select 1
  from recon_misplaced
  where
    recon_misplaced.side = recon_matched_line.side
    and recon_misplaced.line_no = recon_matched_line.line_no
);

insert into recon_item_line
select
  'mis-posting' as type,
  'centre ' || coalesce(document_key, '') || ' ' || cost_centre as group_key,
  account_order,
  side,
  line_no,
  amount,
  true as is_whole,
  $period as first_period,
  null as clears_period,
  'cost centre ' || cost_centre as note
from recon_misplaced
