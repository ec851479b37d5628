-- grain: recon_item_line rows for what matches and the choice of cost basis leave over
-- unit and sign: run currency; each side's own sign
-- source: recon_match_sum, conversion_output, recon_billing, recon_member
-- depends on: recon_item_line, match-sums.sql, money/convert.sql
-- checks: Σ ledger − Σ bills of a match = Σ of its residue rows
insert into recon_item_line
with
split as (
  select
    match_sum.*,
    cast(coalesce(conversion_output.amount, 0) as decimal(38, 12)) as converted_difference
  from recon_match_sum as match_sum
  left join conversion_output on conversion_output.part = cast(match_sum.match_no as varchar)
),
residue as (
  select
    *,
    case
      when is_exchanged then ledger_amount - billing_amount - converted_difference
      else 0
    end as exchange
  from split
),
typed as (
  select
    *,
    'fx' as type,
    'fx ' || currency || ' ' || coalesce(document_key, vendor_key, cast(match_no as varchar))
      as group_key,
    exchange as amount,
    concat_ws(
      '|', currency, ledger_amount - converted_difference, billing_amount, billed,
      rate_type, rate_date
    ) as note
  from residue
  union all
  select
    *,
    case pass when 4 then 'tolerance-residue' else 'rounding' end as type,
    case pass when 4 then 'match ' || cast(match_no as varchar) else 'rounding' end as group_key,
    ledger_amount - billing_amount - exchange as amount,
    null as note
  from residue
)
select
  type,
  group_key,
  account_order,
  'ledger' as side,
  line_no,
  amount,
  false as is_whole,
  $period as first_period,
  null as clears_period,
  note
from typed
where amount <> 0;

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
