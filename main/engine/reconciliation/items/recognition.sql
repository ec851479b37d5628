-- grain: recon_item_line rows for commitments the ledger amortises and for accrued balances
-- unit and sign: run currency; each side's own sign
-- source: recon_left_ledger, recon_left_billing, recon_item_line
-- depends on: the accrual items of the expense accounts
-- checks: the ledger's own amortisation stands against the charges' where both are alike
create or replace temp table recon_amortised as
with
line as (
  select
    account_order,
    'ledger' as side,
    line_no,
    vendor_key,
    open_amount,
    period
  from recon_left_ledger
  where role = 'amortisation' and kind in ('expense', 'prepaid')
  union all
  select
    account_order,
    'billing' as side,
    line_no,
    vendor_key,
    open_amount,
    period
  from recon_left_billing
  where role = 'commitment'
),
named as (
  select distinct
    account_order,
    vendor_key
  from line
  where side = 'ledger'
),
keyed as (
  select
    line.*,
    case
      when own.vendor_key is not null then line.vendor_key
      when anyone.account_order is not null or line.side = 'ledger' then ''
    end as group_vendor
  from line
  left join named as own
    on own.account_order = line.account_order and own.vendor_key = line.vendor_key
  left join named as anyone
    on anyone.account_order = line.account_order and anyone.vendor_key is null
),
two_sided as (
  select
    account_order,
    group_vendor,
    is_estimate(
      sum(open_amount) filter (side = 'ledger'), sum(open_amount) filter (side = 'billing')
    ) as is_alike
  from keyed
  group by all
  having count(*) filter (side = 'ledger') > 0 and count(*) filter (side = 'billing') > 0
)
select
  keyed.*,
  recon_account.kind,
  recon_account.basis,
  two_sided.account_order is not null as is_two_sided,
  coalesce(two_sided.is_alike, false) as is_alike
from keyed
inner join recon_account using (account_order)
left join two_sided
  on two_sided.account_order = keyed.account_order
  and two_sided.group_vendor = keyed.group_vendor;

insert into recon_item_line
select
  case
    when kind = 'prepaid' then 'prepaid'
    when basis = 'billed' then 'billed-vs-effective'
    else 'amortisation-method'
  end as type,
  'amortised ' || coalesce(group_vendor, '') as group_key,
  account_order,
  side,
  line_no,
  open_amount as amount,
  true as is_whole,
  $period as first_period,
  null as clears_period,
  null as note
from recon_amortised
where
  (kind = 'expense' and basis = 'billed')
  or (kind in ('expense', 'prepaid') and is_alike);

insert into recon_item_line
with
expensed as (
  select distinct note as commitment_discount_id
  from recon_item_line
  where type = 'billed-vs-effective' and starts_with(group_key, 'basis ')
)
select
  'prepaid' as type,
  'expensed ' || billing.commitment_discount_id as group_key,
  billing.account_order,
  'billing' as side,
  billing.line_no,
  billing.open_amount as amount,
  true as is_whole,
  $period as first_period,
  null as clears_period,
  billing.commitment_discount_id as note
from recon_left_billing as billing
semi join expensed using (commitment_discount_id)
where billing.part in ('purchase', 'amortised')
