-- grain: one row per file, invoice, issuer, provider, sub account, cost centre, category, period…
-- unit and sign: billing currency; cost positive
-- source: charge
-- depends on: charge, recon_repeat; the account and attribute columns are compiled from the map
-- checks: Σ billed_cost of a period = Σ billed_cost of its charges
create or replace temp table recon_charge_group as
with
scoped as (
  select
    c.* exclude (cost_centre),
    $expense_order as expense_order,
    $prepaid_order as prepaid_order,
    $accrued_order as accrued_order,
    $cost_centre as cost_centre,
    $purchase_order as purchase_order,
    recon_repeat.row_index is not null as is_repeat
  from charge as c
  left join recon_repeat using (source_file_id, row_index)
  where
    c.billed_period between $period_first and $period_last
    or c.effective_period = $period
    or (
      (c.billed_period <= $period or c.effective_period <= $period)
      and c.commitment_discount_id is not null
    )
),
classed as (
  select
    *,
    coalesce(service_provider_name, provider_name, invoice_issuer_name) as service_provider,
    nullif(publisher_name, '') as seller,
    case
      when is_repeat then 'repeat'
      when charge_category = 'Tax' then 'tax'
      when charge_category = 'Credit' then 'credit'
      when charge_class = 'Correction' or charge_period_end <= billing_period_start
        then 'correction'
      when
        name_key(publisher_name) <> name_key(provider_name)
        and name_key(publisher_name) <> name_key(invoice_issuer_name)
        then 'third-party'
      else 'regular'
    end as charge_kind
  from scoped
),
grouped as (
  select
    expense_order,
    prepaid_order,
    accrued_order,
    source_file_id,
    entity,
    billed_period,
    effective_period,
    billing_currency,
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
    sum(billed_cost) as billed_cost,
    sum(effective_cost) as effective_cost,
    sum(contracted_cost) as contracted_cost,
    sum(list_cost) as list_cost,
    sum(to_minor(billed_cost, recon_currency.digits)) as billed_rows_rounded,
    cast(max(billing_period_end) as date) as billed_until,
    cast(min(charge_period_start) as date) as first_charged_on,
    min(row_index) as row_first,
    max(row_index) as row_last,
    count(*) as records
  from classed
  left join recon_currency on classed.billing_currency = recon_currency.currency
  group by all
)
select
  * exclude (first_charged_on),
  period_of(first_charged_on) as first_charged
from grouped
