-- grain: one row per schedule of a commitment and month in which the bills carry cost of it
-- unit and sign: billing currency; cost positive
-- source: charge, schedule_item
-- depends on: schedule_item
-- checks: calendar months; left out where fees of each month cannot be told apart
with
commitment as (
  select distinct
    schedule_id,
    commitment,
    currency
  from schedule_item
  where commitment is not null
),
several as (
  select
    commitment,
    currency
  from commitment
  group by commitment, currency
  having count(*) > 1
),
charged as (
  select
    commitment_discount_id as commitment,
    billing_currency as currency,
    strftime(greatest(billing_period_start, charge_period_start), '%Y-%m') as period,
    sum(effective_cost) as amount
  from charge
  where charge_category <> 'Purchase' and commitment_discount_id is not null
  group by all
),
recurring as (
  select distinct
    commitment_discount_id as commitment,
    billing_currency as currency
  from charge
  where
    charge_category = 'Purchase'
    and commitment_discount_id is not null
    and lower(charge_frequency) = 'recurring'
)
select
  commitment.schedule_id,
  charged.period,
  charged.amount
from commitment
inner join charged using (commitment, currency)
anti join recurring using (commitment, currency)
anti join several using (commitment, currency)
