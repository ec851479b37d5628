-- grain: recon_item_line rows for what matches and the choice of cost basis leave over
-- unit and sign: run currency; each side's own sign
-- source: recon_ledger, recon_billing, recon_member
-- depends on: recon_item_line
-- checks: Σ ledger − Σ bills of a match = Σ of its residue rows
insert into recon_item_line
with
ledger as (
  select
    recon_member.match_no,
    any_value(recon_member.pass) as pass,
    any_value(recon_ledger.account_order) as account_order,
    sum(recon_ledger.amount) as amount,
    min(recon_ledger.currency) as booked_first,
    max(recon_ledger.currency) as booked_last,
    min(recon_ledger.line_no) as line_no,
    min(recon_ledger.document_key) as document_key,
    min(recon_ledger.vendor_key) as vendor_key
  from recon_member
  inner join recon_ledger using (line_no)
  where recon_member.side = 'ledger'
  group by recon_member.match_no
),
billing as (
  select
    recon_member.match_no,
    sum(recon_billing.invoiced) as amount,
    sum(recon_billing.billed) as billed,
    any_value(recon_billing.currency) as currency
  from recon_member
  inner join recon_billing using (line_no)
  where recon_member.side = 'billing'
  group by recon_member.match_no
),
residue as (
  select
    ledger.*,
    billing.currency,
    billing.amount as billing_amount,
    billing.billed,
    ledger.amount - billing.amount as residue
  from ledger
  inner join billing using (match_no)
  where ledger.amount <> billing.amount
),
typed as (
  select
    *,
    case
      when currency <> booked_first or currency <> booked_last then 'fx'
      when pass = 4 then 'tolerance-residue'
      else 'rounding'
    end as type
  from residue
)
select
  type,
  case type
    when 'fx'
      then 'fx ' || currency || ' ' || coalesce(document_key, vendor_key, cast(match_no as varchar))
    when 'tolerance-residue' then 'match ' || cast(match_no as varchar)
    else 'rounding'
  end as group_key,
  account_order,
  'ledger' as side,
  line_no,
  residue as amount,
  false as is_whole,
  $period as first_period,
  null as clears_period,
  case when type = 'fx' then concat_ws('|', currency, amount, billing_amount, billed) end as note
from typed;

insert into recon_item_line
select
  'billed-vs-effective' as type,
  'basis ' || coalesce(recon_billing.commitment_discount_id, '') as group_key,
  recon_billing.account_order,
  'billing' as side,
  recon_billing.line_no,
  recon_billing.amount - recon_billing.invoiced as amount,
  false as is_whole,
  $period as first_period,
  null as clears_period,
  recon_billing.commitment_discount_id as note
from recon_billing
left join recon_member
  on recon_member.side = 'billing' and recon_member.line_no = recon_billing.line_no
where
  recon_billing.part = 'expense'
  and recon_billing.role = 'invoice'
  and recon_billing.amount <> recon_billing.invoiced
  and (recon_billing.charge_kind <> 'repeat' or recon_member.line_no is not null)
