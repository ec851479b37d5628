-- grain: recon_procurement one row per supplier invoice, recon_document per account and invoice
-- unit and sign: billing currency; cost positive
-- source: active_procurement_line, recon_charge_group
-- depends on: recon_account, recon_alias
-- checks: a document key is never null
create or replace temp table recon_order_vendor as
with
named as (
  select
    document_key(case when kind = 'invoice' then purchase_order else document_number end)
      as order_key,
    coalesce(by_id.vendor, by_name.vendor, vendor_name, vendor_id) as vendor
  from active_procurement_line
  left join recon_alias as by_id on by_id.alias_key = name_key(vendor_id)
  left join recon_alias as by_name on by_name.alias_key = name_key(vendor_name)
),
sole as (
  select
    order_key,
    min(vendor) as vendor
  from named
  where order_key is not null
  group by order_key
  having count(distinct name_key(vendor)) = 1
)
select * from sole;

create or replace temp table recon_procurement as
with
named as (
  select
    document_key(document_number) as invoice_key,
    document_key(purchase_order) as order_key,
    document_date,
    coalesce(by_id.vendor, by_name.vendor, vendor_name, vendor_id) as vendor
  from active_procurement_line
  left join recon_alias as by_id on by_id.alias_key = name_key(vendor_id)
  left join recon_alias as by_name on by_name.alias_key = name_key(vendor_name)
  where kind = 'invoice'
),
sole as (
  select
    invoice_key,
    case when count(distinct order_key) = 1 then min(order_key) end as order_key,
    min(document_date) as document_date,
    min(vendor) as vendor
  from named
  where invoice_key is not null
  group by invoice_key
)
select * from sole;

create or replace temp table recon_document as
with
named as (
  select
    expense_order,
    prepaid_order,
    document_key(invoice_id) as invoice_key,
    coalesce(by_issuer.vendor, by_provider.vendor, invoice_issuer_name, service_provider)
      as vendor,
    billing_currency,
    billed_period,
    billed_cost
  from recon_charge_group
  left join recon_alias as by_issuer on by_issuer.alias_key = name_key(invoice_issuer_name)
  left join recon_alias as by_provider on by_provider.alias_key = name_key(service_provider)
),
grouped as (
  select
    expense_order as account_order,
    invoice_key,
    name_key(vendor) as vendor_key,
    min(vendor) as vendor,
    billing_currency as currency,
    billed_period,
    sum(billed_cost) as billed_cost
  from named
  group by all
)
select * from grouped;

create or replace temp table recon_known_document as
with
named as (
  select
    invoice_key,
    vendor
  from recon_document
  where invoice_key is not null
  union all
  select
    invoice_key,
    vendor
  from recon_procurement
),
sole as (
  select
    invoice_key,
    case when count(distinct name_key(vendor)) = 1 then min(vendor) end as vendor
  from named
  group by invoice_key
)
select * from sole
