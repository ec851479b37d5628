-- grain: one row per billing line of the run
-- unit and sign: run currency and billing currency; cost positive
-- source: recon_billing_source, conversion_output
-- depends on: recon_account, recon_alias, recon_procurement
-- checks: line_no follows business values, never the order of rows or files
create or replace temp table recon_billing as
with
converted as (
  select
    lines.*,
    cast(coalesce(billed_out.amount, lines.billed) as decimal(38, 12)) as invoiced,
    cast(coalesce(basis_out.amount, lines.basis) as decimal(38, 12)) as amount
  from recon_billing_source as lines
  left join conversion_output as billed_out
    on billed_out.part = concat_ws('|', 'billed', account_order, currency, lines.part)
    and billed_out.code = lines.code
  left join conversion_output as basis_out
    on basis_out.part = concat_ws('|', 'basis', account_order, currency, lines.part)
    and basis_out.code = lines.code
  where lines.account_order is not null
),
named as (
  select
    converted.*,
    document_key(invoice_id) as document_key,
    coalesce(by_issuer.vendor, by_provider.vendor, invoice_issuer_name, service_provider)
      as vendor,
    coalesce(document_key(converted.purchase_order), recon_procurement.order_key) as order_key,
    coalesce(recon_procurement.document_date, cast(billed_until - interval 1 day as date))
      as line_date
  from converted
  left join recon_alias as by_issuer on by_issuer.alias_key = name_key(invoice_issuer_name)
  left join recon_alias as by_provider on by_provider.alias_key = name_key(service_provider)
  left join recon_procurement on recon_procurement.invoice_key = document_key(invoice_id)
),
opening as (
  select
    account_order,
    'opening' as part,
    recognition,
    '' as source_file_id,
    'opening' as code,
    'regular' as charge_kind,
    $currency as currency,
    $period as period,
    opening as billed,
    opening as rounded,
    opening as basis,
    opening as invoiced,
    opening as amount,
    0 as row_first,
    0 as row_last,
    1 as records,
    1 as files
  from recon_account
  where opening <> 0
),
every_line as (
  select * from named
  union all by name
  select * from opening
),
numbered as (
  select
    cast(row_number() over (order by code, account_order) as integer) as line_no,
    *,
    name_key(vendor) as vendor_key
  from every_line
),
matchable as (
  select
    numbered.*,
    case
      when part = 'expense' and recognition = 'amortised' and commitment_discount_id is not null
        then 'commitment'
      when part = 'amortised' then 'commitment'
      else 'invoice'
    end as role,
    recon_currency.digits,
    to_minor(billed, recon_currency.digits) as match_amount
  from numbered
  left join recon_currency using (currency)
)
select * from matchable
