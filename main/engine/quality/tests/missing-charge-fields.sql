-- grain: one row per charge and missing field, and per field what was tested
-- unit and sign: billing currency; cost positive, credit negative
-- source: bill
-- depends on: bill
-- checks: columns as in define.ts
with
row as (
  select
    source_file_id,
    row_index,
    billed_period as period,
    billing_currency as currency,
    coalesce(billed_cost, effective_cost) as amount,
    concat_ws(
      '|', billing_account_id, provider_name, service_name, charge_description, resource_id,
      charge_period_start, billed_cost
    ) as said,
    charge_category = 'Usage' as is_usage,
    nullif(trim(billing_account_id), '') as account,
    nullif(trim(provider_name), '') as provider,
    nullif(trim(charge_category), '') as category,
    charge_period_start as charge_start,
    nullif(trim(sub_account_id), '') as sub_account,
    nullif(trim(service_name), '') as service,
    nullif(trim(invoice_id), '') as invoice
  from bill
  where $period is null or billed_period = $period
),
filled as (
  select
    source_file_id,
    period,
    count(*) as charges,
    count(*) filter (where is_usage) as usages,
    count(account) as account,
    count(provider) as provider,
    count(category) as category,
    count(charge_start) as charge_start,
    count(sub_account) filter (where is_usage) as sub_account,
    count(service) filter (where is_usage) as service,
    count(invoice) as invoice
  from row
  group by all
),
-- A field a file never fills is none of its fields; one it mostly leaves empty may be.
field as (
  select source_file_id, period, 'billing account' as field, charges as rows, account as full
  from filled
  where $is_required and account > 0
  union all
  select source_file_id, period, 'provider', charges, provider
  from filled
  where $is_required and provider > 0
  union all
  select source_file_id, period, 'charge category', charges, category
  from filled
  where $is_required and category > 0
  union all
  select source_file_id, period, 'charge period start', charges, charge_start
  from filled
  where $is_required and charge_start > 0
  union all
  select source_file_id, period, 'sub-account', usages, sub_account
  from filled
  where not $is_required and sub_account * 10 >= usages * 9 and usages > 0
  union all
  select source_file_id, period, 'service', usages, service
  from filled
  where not $is_required and service * 10 >= usages * 9 and usages > 0
  union all
  select source_file_id, period, 'invoice', charges, invoice
  from filled
  where not $is_required and invoice * 10 >= charges * 9
),
hole as (
  select
    *,
    unnest(list_filter([
      case when account is null then 'billing account' end,
      case when provider is null then 'provider' end,
      case when category is null then 'charge category' end,
      case when charge_start is null then 'charge period start' end,
      case when is_usage and sub_account is null then 'sub-account' end,
      case when is_usage and service is null then 'service' end,
      case when invoice is null then 'invoice' end
    ], lambda name: name is not null)) as field
  from row
  where
    account is null or provider is null or category is null or charge_start is null
    or invoice is null or (is_usage and (sub_account is null or service is null))
)
select
  hole.field as subject,
  hole.period,
  hole.source_file_id,
  hole.row_index as place,
  hole.currency,
  hole.amount,
  hole.said as evidence,
  cast(null as varchar) as note,
  cast(null as bigint) as tested
from hole
inner join field using (source_file_id, period, field)
union all
select field, period, null, null, null, null, null, null, cast(sum(rows) as bigint)
from field
group by all
