-- grain: recon_item one row per proposed item
-- unit and sign: run currency; ledger − bills
-- source: recon_item_line
-- depends on: recon_ledger, recon_billing, recon_account
-- checks: item_key is a hash of business values only, so it outlives a re-import
create or replace temp table recon_item as
with
evidence as (
  select
    item.*,
    coalesce(ledger.vendor, billing.vendor) as vendor,
    coalesce(ledger.reference, ledger.document_number, billing.invoice_id) as document,
    case item.side when 'ledger' then ledger.said else coalesce(billing.seller, '') end as said,
    concat_ws(
      chr(31),
      item.side,
      coalesce(ledger.period, billing.period, ''),
      coalesce(ledger.document_number, ''),
      coalesce(ledger.reference, billing.invoice_id, ''),
      coalesce(ledger.vendor, billing.vendor, ''),
      coalesce(ledger.cost_centre, billing.cost_centre, ''),
      coalesce(billing.service_provider, ''),
      coalesce(billing.sub_account_id, ''),
      coalesce(billing.charge_category, ''),
      coalesce(billing.commitment_discount_id, ''),
      item.amount
    ) as business_values
  from recon_item_line as item
  left join recon_ledger as ledger on item.side = 'ledger' and ledger.line_no = item.line_no
  left join recon_billing as billing on item.side = 'billing' and billing.line_no = item.line_no
),
grouped as (
  select
    evidence.type,
    evidence.group_key,
    evidence.account_order,
    any_value(recon_account.account) as account,
    cast(
      coalesce(sum(evidence.amount) filter (evidence.side = 'ledger'), 0)
      - coalesce(sum(evidence.amount) filter (evidence.side = 'billing'), 0)
      as decimal(38, 12)
    ) as amount,
    cast(coalesce(sum(evidence.amount) filter (evidence.side = 'ledger'), 0) as decimal(38, 12))
      as ledger_amount,
    cast(coalesce(sum(evidence.amount) filter (evidence.side = 'billing'), 0) as decimal(38, 12))
      as billing_amount,
    count(*) filter (evidence.side = 'ledger') as ledger_lines,
    count(*) filter (evidence.side = 'billing') as billing_lines,
    min(evidence.first_period) as first_period,
    max(evidence.clears_period) as clears_period,
    string_agg(distinct evidence.vendor, ', ' order by evidence.vendor) as vendors,
    string_agg(distinct evidence.document, ', ' order by evidence.document) as documents,
    min(evidence.note) as note,
    max(evidence.note) as note_last,
    min(evidence.said) as said,
    sha256(
      concat_ws(
        chr(30),
        evidence.type,
        any_value(recon_account.account),
        string_agg(evidence.business_values, chr(30) order by evidence.business_values)
      )
    ) as digest
  from evidence
  inner join recon_account using (account_order)
  group by evidence.type, evidence.group_key, evidence.account_order
),
keyed as (
  select
    *,
    substr(digest, 1, 24)
      || case
        when row_number() over (partition by digest order by group_key, account_order) = 1 then ''
        else '-' || cast(
          row_number() over (partition by digest order by group_key, account_order) as varchar
        )
      end as item_key
  from grouped
)
select * from keyed
