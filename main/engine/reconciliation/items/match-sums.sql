-- grain: recon_match_sum one row per match of two sides; conversion_input per foreign difference
-- unit and sign: run currency, document and billed in the currency of the bills
-- source: recon_ledger, recon_billing, recon_member, recon_exchanged, chosen_rate
-- depends on: the matched lines; money/convert.sql reads the second
-- checks: document_difference is zero where the match says the documents agree exactly
create or replace temp table recon_match_sum as
with
ledger as (
  select
    recon_member.match_no,
    any_value(recon_member.pass) as pass,
    any_value(recon_ledger.account_order) as account_order,
    any_value(recon_ledger.kind) as kind,
    sum(recon_ledger.amount) as ledger_amount,
    sum(recon_ledger.document_amount) as document_amount,
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
    sum(recon_billing.invoiced) as billing_amount,
    sum(recon_billing.billed) as billed,
    any_value(recon_billing.currency) as currency
  from recon_member
  inner join recon_billing using (line_no)
  where recon_member.side = 'billing'
  group by recon_member.match_no
)
select
  ledger.*,
  billing.* exclude (match_no),
  billing.currency <> ledger.booked_first or billing.currency <> ledger.booked_last as is_exchanged,
  recon_exchanged.rate,
  recon_exchanged.rate_type,
  recon_exchanged.rate_date,
  case
    when recon_exchanged.match_no is null then ledger.document_amount - billing.billed
    else 0
  end as document_difference
from ledger
inner join billing using (match_no)
left join recon_exchanged using (match_no);

create or replace temp table conversion_input as
select
  cast(match_sum.match_no as varchar) as part,
  '' as code,
  cast(match_sum.document_difference as decimal(38, 12)) as amount,
  coalesce(chosen_rate.rate, cast(1 as decimal(38, 12))) as rate
from recon_match_sum as match_sum
left join chosen_rate
  on chosen_rate.from_currency = match_sum.currency
  and chosen_rate.rate_type = case match_sum.kind when 'expense' then 'average' else 'closing' end
where match_sum.is_exchanged and match_sum.document_difference <> 0
