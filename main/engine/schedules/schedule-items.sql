-- grain: one row per amount that was paid for more than one month
-- unit and sign: document or billing currency; cost positive, credit negative
-- source: supplier invoices with a service period, purchases of commitments in the bills
-- depends on: active_procurement_line, active_contract_commitment, active_contract, charge
-- checks: a term is used only where every row that states it agrees; else it is unknown
with
stated_term as (
  select
    contract_commitment_id as commitment,
    'commitment' as term_from,
    cast(contract_commitment_period_start as date) as first_day,
    -- Exclusive, but some write the last second of the last day.
    cast(contract_commitment_period_end + interval 1 second as date) - 1 as last_day,
    1 as rank
  from active_contract_commitment
  where contract_commitment_period_start is not null and contract_commitment_period_end is not null
  union all
  select
    contract_id as commitment,
    'contract' as term_from,
    term_start as first_day,
    term_end as last_day,
    2 as rank
  from active_contract
),
agreed_term as (
  select
    commitment,
    term_from,
    rank,
    min(first_day) as first_day,
    min(last_day) as last_day
  from stated_term
  group by commitment, term_from, rank
  having count(distinct (first_day, last_day)) = 1
),
best_term as (
  select
    commitment,
    arg_min(term_from, rank) as term_from,
    arg_min(first_day, rank) as first_day,
    arg_min(last_day, rank) as last_day
  from agreed_term
  group by commitment
),
purchase as (
  select
    commitment_discount_id as commitment,
    billing_currency as currency,
    strftime(billing_period_start, '%Y-%m') as bought,
    min(provider_name) as vendor,
    min(invoice_id) as document,
    min(charge_description) as description,
    sum(billed_cost) as amount,
    cast(min(charge_period_start) as date) as charged_first,
    cast(max(charge_period_end) + interval 1 second as date) - 1 as charged_last
  from charge
  where
    charge_category = 'Purchase'
    and commitment_discount_id is not null
    and coalesce(lower(charge_frequency), '') <> 'recurring'
    and billing_period_start is not null
  group by commitment_discount_id, billing_currency, bought
  having sum(billed_cost) <> 0
),
item as (
  select
    'invoice' as kind,
    'invoice ' || source_file_id || ' ' || source_row as schedule_id,
    document_number as document,
    coalesce(vendor_name, vendor_id) as vendor,
    description,
    ledger_account as account,
    cost_centre,
    currency,
    amount,
    strftime(coalesce(document_date, period_start), '%Y-%m') as bought,
    'invoice' as term_from,
    period_start as first_day,
    period_end as last_day,
    cast(null as varchar) as commitment
  from active_procurement_line
  where
    kind = 'invoice'
    -- One that ends before it begins cannot be spread, and is shown rather than left out.
    and (
      date_trunc('month', period_start) < date_trunc('month', period_end)
      or period_end < period_start
    )
  union all
  select
    'commitment' as kind,
    'commitment ' || purchase.commitment || ' ' || currency || ' ' || bought as schedule_id,
    document,
    vendor,
    description,
    null as account,
    null as cost_centre,
    currency,
    amount,
    bought,
    case
      when best_term.commitment is not null then best_term.term_from
      when date_trunc('month', charged_first) < date_trunc('month', charged_last) then 'charge'
    end as term_from,
    coalesce(best_term.first_day, charged_first) as first_day,
    coalesce(best_term.last_day, charged_last) as last_day,
    purchase.commitment
  from purchase
  left join best_term on best_term.commitment = purchase.commitment
),
-- A term of more than a century is a mistake, and would be spread over thousands of months.
known as (
  select
    * exclude (term_from),
    case when last_day between first_day and first_day + 36525 then term_from end as term_from
  from item
)
select
  * exclude (first_day, last_day),
  case when term_from is not null then first_day end as first_day,
  case when term_from is not null then last_day end as last_day
from known
