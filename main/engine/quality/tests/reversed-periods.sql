-- grain: one row per record whose end comes before its beginning, and what was tested
-- unit and sign: the record's own currency and sign
-- source: service periods, terms and validities
-- depends on: every active view with two dates
-- checks: columns as in define.ts
with
dated as (
  select
    case kind when 'invoice' then 'supplier invoices' else 'purchase orders' end as subject,
    period_of(document_date) as period,
    source_file_id,
    source_row,
    currency,
    amount,
    concat_ws(' · ', document_number, vendor_name, description) as said,
    period_start as first_day,
    period_end as last_day
  from active_procurement_line
  union all
  select
    'contracts', null, source_file_id, source_row, currency, committed_amount,
    concat_ws(' · ', contract_id, vendor_name, title), term_start, term_end
  from active_contract
  union all
  select
    'commitments', null, source_file_id, source_row, billing_currency, contract_commitment_cost,
    concat_ws(' · ', contract_id, contract_commitment_id),
    cast(contract_commitment_period_start as date), cast(contract_commitment_period_end as date)
  from active_contract_commitment
  union all
  select
    'cost centres', null, source_file_id, source_row, null, null,
    concat_ws(' · ', code, name), valid_from, valid_to
  from active_cost_centre
  union all
  select
    'legal entities', null, source_file_id, source_row, null, null,
    concat_ws(' · ', code, name), valid_from, valid_to
  from active_legal_entity
  union all
  select
    'fiscal periods', null, source_file_id, source_row, null, null,
    concat_ws(' · ', calendar, fiscal_year, fiscal_period), period_start, period_end
  from active_fiscal_period
  union all
  select
    'events', null, source_file_id, source_row, null, null,
    concat_ws(' · ', event_type, title), starts_on, ends_on
  from active_business_event
),
tested as (
  select * from dated
  where
    first_day is not null
    and last_day is not null
    and (period is null or $period is null or period = $period)
)
select
  subject,
  period,
  source_file_id,
  source_row as place,
  currency,
  amount,
  concat_ws('|', said, first_day, last_day, amount) as evidence,
  concat_ws(' · ', concat(first_day, ' to ', last_day), said) as note,
  cast(null as bigint) as tested
from tested
where last_day < first_day
union all
select subject, period, null, null, null, null, null, null, count(*)
from tested
group by all
