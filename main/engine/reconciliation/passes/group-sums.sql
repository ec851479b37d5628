-- grain: one row per line of a confirmed group
-- unit and sign: document currency at its minor unit
-- source: recon_open_ledger, recon_open_billing
-- depends on: the open lines left by the passes before
-- checks: both sides of a group sum to the same
create or replace temp table recon_grouped as
with
every_line as materialized (
  select
    'ledger' as side,
    line_no,
    amount,
    cast(null as decimal(38, 12)) as billed,
    cast(null as decimal(38, 12)) as rounded,
    cast(null as integer) as digits,
    case $group_by
      when 'invoice-cost-centre' then document_centre_group
      when 'invoice' then document_group
      when 'purchase-order' then order_group
      when 'cost-centre' then vendor_centre_group
      when 'day' then vendor_day_group
      when 'vendor' then vendor_group
    end as group_key
  from recon_open_ledger
  union all
  select
    'billing' as side,
    line_no,
    amount,
    billed,
    rounded,
    digits,
    case $group_by
      when 'invoice-cost-centre' then document_centre_group
      when 'invoice' then document_group
      when 'purchase-order' then order_group
      when 'cost-centre' then vendor_centre_group
      when 'day' then vendor_day_group
      when 'vendor' then vendor_group
    end as group_key
  from recon_open_billing
),
chosen as (
  select group_key
  from every_line
  where group_key is not null
  group by group_key
  having
    count(digits) > 0
    and count(*) > count(digits)
    and sum(amount) filter (side = 'ledger') in (
      sum(amount) filter (side = 'billing'),
      to_minor(sum(billed), max(digits)),
      sum(rounded)
    )
),
confirmed as (
  select
    min(case when every_line.side = 'ledger' then every_line.line_no end) over (
      partition by every_line.group_key
    ) as match_no,
    every_line.side,
    every_line.line_no
  from every_line
  inner join chosen on chosen.group_key = every_line.group_key
)
select * from confirmed
