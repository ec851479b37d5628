-- grain: recon_billing one row per expense line an accrual covers, as a credit; its items
-- unit and sign: run currency; each side's own sign, so what is owed is negative
-- source: recon_item_line, recon_billing, recon_left_ledger
-- depends on: the accrual items of the expense accounts
-- checks: the bills of an accrued account are the charges no invoice has been posted for
insert into recon_billing by name
select
  billing.* replace (
    cast(
      (select max(line_no) from recon_billing) + row_number() over (order by billing.line_no)
      as integer
    ) as line_no,
    billing.accrued_order as account_order,
    'accrued' as part,
    'accrued' as role,
    - billing.billed as billed,
    - billing.rounded as rounded,
    - billing.basis as basis,
    - item.amount as invoiced,
    - item.amount as amount,
    - billing.match_amount as match_amount
  )
from recon_item_line as item
inner join recon_billing as billing
  on item.side = 'billing' and billing.line_no = item.line_no
where
  item.type = 'cut-off'
  and starts_with(item.group_key, 'unposted ')
  and billing.accrued_order is not null;

create or replace temp view recon_accrued_line as
with
line as (
  select
    account_order,
    'ledger' as side,
    line_no,
    vendor_key,
    open_amount
  from recon_left_ledger
  where kind = 'accrued'
  union all
  select
    account_order,
    'billing' as side,
    line_no,
    vendor_key,
    open_amount
  from recon_left_billing
  where part = 'accrued'
)
select
  line.* replace (
    case when recon_account.opening = 0 then line.vendor_key end as vendor_key
  )
from line
inner join recon_account using (account_order);

insert into recon_matched_line
with
net as (
  select
    account_order,
    coalesce(vendor_key, '') as vendor_key,
    min(line_no) as match_no
  from recon_accrued_line
  where side = 'ledger'
  group by all
  having sum(open_amount) = 0 and count(*) > 1
),
unbilled as (
  select net.*
  from net
  anti join (
    select
      account_order,
      coalesce(vendor_key, '') as vendor_key
    from recon_accrued_line
    where side = 'billing'
  ) as billing using (account_order, vendor_key)
)
select
  $net_rule as rule,
  unbilled.match_no,
  'ledger' as side,
  lines.line_no
from recon_accrued_line as lines
inner join unbilled
  on unbilled.account_order = lines.account_order
  and unbilled.vendor_key = coalesce(lines.vendor_key, '')
where lines.side = 'ledger';

insert into recon_item_line
with
named as (
  select distinct
    account_order,
    vendor_key
  from recon_accrued_line
  where side = 'ledger'
),
keyed as (
  select
    line.*,
    case
      when own.vendor_key is not null then line.vendor_key
      else ''
    end as group_vendor
  from recon_accrued_line as line
  left join named as own
    on own.account_order = line.account_order and own.vendor_key = line.vendor_key
),
estimated as (
  select
    account_order,
    group_vendor
  from keyed
  group by all
  having
    is_estimate(
      sum(open_amount) filter (side = 'ledger'), sum(open_amount) filter (side = 'billing')
    )
)
select
  'accrual' as type,
  'accrued ' || group_vendor as group_key,
  account_order,
  side,
  line_no,
  open_amount as amount,
  true as is_whole,
  $period as first_period,
  $period_after as clears_period,
  null as note
from keyed
semi join estimated using (account_order, group_vendor)
