-- grain: recon_billing_part one row per account, group of charges and file, _source over all files
-- unit and sign: billing currency; cost positive, a prepaid account's amortisation negative
-- source: recon_charge_group
-- depends on: recon_account, recon_alias, recon_procurement
-- checks: every charge group of the period is in one line, whatever files its charges came in
create or replace temp table recon_billing_part as
with
expense as (
  select
    recon_account.account_order,
    case when recon_account.kind is null then 'unmapped' else 'expense' end as part,
    recon_account.recognition,
    recon_charge_group.* exclude (billed_cost, effective_cost, contracted_cost, list_cost),
    case when billed_period = $period then billed_cost end as billed,
    case when billed_period = $period then billed_rows_rounded end as rounded,
    case
      when coalesce(recon_account.basis, 'billed') = 'billed'
        then case when billed_period = $period then billed_cost end
      when effective_period = $period
        then case recon_account.basis
          when 'effective' then effective_cost
          when 'contracted' then contracted_cost
          else list_cost
        end
    end as basis
  from recon_charge_group
  left join recon_account on recon_account.account_order = recon_charge_group.expense_order
  where billed_period = $period or effective_period = $period
),
purchase as (
  select
    recon_account.account_order,
    'purchase' as part,
    recon_account.recognition,
    recon_charge_group.* exclude (billed_cost, effective_cost, contracted_cost, list_cost),
    billed_cost as billed,
    billed_rows_rounded as rounded,
    billed_cost as basis
  from recon_charge_group
  inner join recon_account on recon_account.account_order = recon_charge_group.prepaid_order
  where billed_period <= $period
),
amortised as (
  select
    recon_account.account_order,
    'amortised' as part,
    recon_account.recognition,
    recon_charge_group.* exclude (billed_cost, effective_cost, contracted_cost, list_cost),
    cast(0 as decimal(38, 12)) as billed,
    cast(0 as decimal(38, 12)) as rounded,
    - effective_cost as basis
  from recon_charge_group
  inner join recon_account on recon_account.account_order = recon_charge_group.prepaid_order
  where effective_period <= $period
),
every_part as (
  select * from expense
  union all by name
  select * from purchase
  union all by name
  select * from amortised
),
grouped as (
  select
    account_order,
    accrued_order,
    part,
    recognition,
    source_file_id,
    invoice_id,
    invoice_issuer_name,
    service_provider,
    seller,
    sub_account_id,
    cost_centre,
    purchase_order,
    charge_category,
    charge_class,
    charge_kind,
    commitment_discount_id,
    billing_currency as currency,
    case when part = 'expense' then $period else billed_period end as period,
    coalesce(sum(billed), 0) as billed,
    coalesce(sum(rounded), 0) as rounded,
    coalesce(sum(basis), 0) as basis,
    max(billed_until) as billed_until,
    min(first_charged) as first_charged,
    min(row_first) as row_first,
    max(row_last) as row_last,
    sum(records) as records
  from every_part
  group by all
),
coded as (
  select
    *,
    concat_ws(
      chr(31),
      coalesce(account_order, 0), coalesce(accrued_order, 0), part, coalesce(invoice_id, ''),
      coalesce(invoice_issuer_name, ''), coalesce(service_provider, ''), coalesce(seller, ''),
      coalesce(sub_account_id, ''), coalesce(cost_centre, ''), coalesce(purchase_order, ''),
      coalesce(charge_category, ''), coalesce(charge_class, ''), charge_kind,
      coalesce(commitment_discount_id, ''), currency, coalesce(period, '')
    ) as code
  from grouped
)
select * from coded;

create or replace temp table recon_billing_source as
with
summed as (
  select
    recon_billing_part.* exclude (
      source_file_id, billed, rounded, basis, billed_until, first_charged, row_first, row_last,
      records
    ),
    cast(sum(billed) as decimal(38, 12)) as billed,
    cast(sum(rounded) as decimal(38, 12)) as rounded,
    cast(sum(basis) as decimal(38, 12)) as basis,
    max(billed_until) as billed_until,
    min(first_charged) as first_charged,
    min(source_file_id) as source_file_id,
    arg_min(row_first, source_file_id) as row_first,
    arg_min(row_last, source_file_id) as row_last,
    cast(sum(records) as bigint) as records,
    count(*) as files
  from recon_billing_part
  group by all
  having sum(billed) <> 0 or sum(basis) <> 0
)
select * from summed
