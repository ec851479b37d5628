-- grain: recon_matched_line two rows per agreed opening balance, one of each side
-- unit and sign: none
-- source: recon_ledger, recon_billing
-- depends on: recon_matched_line
-- checks: the agreed amount stands on both sides, so it is no difference
insert into recon_matched_line
with
opening as (
  select
    ledger.line_no as ledger_no,
    billing.line_no as billing_no
  from recon_ledger as ledger
  inner join recon_billing as billing
    on billing.account_order = ledger.account_order and billing.part = 'opening'
  where ledger.role = 'opening'
)
select
  $opening_rule as rule,
  ledger_no as match_no,
  'ledger' as side,
  ledger_no as line_no
from opening
union all
select
  $opening_rule as rule,
  ledger_no as match_no,
  'billing' as side,
  billing_no as line_no
from opening
