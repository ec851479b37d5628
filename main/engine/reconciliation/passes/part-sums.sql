-- grain: one row per line of a confirmed group
-- unit and sign: document currency at its minor unit
-- source: recon_open_ledger, recon_open_billing
-- depends on: the open lines left by the passes before
-- checks: sums agree with as few kinds of line left out as possible, in one way only
create or replace temp table recon_grouped as
with
every_line as materialized (
  select
    'ledger' as side,
    line_no,
    kind_bit,
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
    kind_bit,
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
two_sided as materialized (
  select
    group_key,
    bit_or(kind_bit) as bits,
    max(digits) as digits
  from every_line
  where group_key is not null
  group by group_key
  having count(digits) > 0 and count(*) > count(digits) and bit_or(kind_bit) > 0
),
kind_sum as (
  select
    group_key,
    kind_bit,
    count(*) filter (side = 'ledger') as ledgers,
    count(*) filter (side = 'billing') as billings,
    coalesce(sum(amount) filter (side = 'ledger'), 0) as ledger_sum,
    coalesce(sum(amount) filter (side = 'billing'), 0) as billing_sum,
    coalesce(sum(billed), 0) as billed_sum,
    coalesce(sum(rounded), 0) as rounded_sum
  from every_line
  semi join two_sided using (group_key)
  group by group_key, kind_bit
),
attempt as (
  select
    two_sided.*,
    cast(subset.left_out as integer) as left_out
  from two_sided
  inner join range(1, 256) as subset(left_out)
    on (subset.left_out & ~two_sided.bits) = 0
),
tried as (
  select
    attempt.group_key,
    attempt.left_out,
    bit_count(attempt.left_out) as kinds_left_out
  from attempt
  inner join kind_sum
    on kind_sum.group_key = attempt.group_key
    and (kind_sum.kind_bit & attempt.left_out) = 0
  group by attempt.group_key, attempt.left_out
  having
    sum(kind_sum.ledgers) > 0
    and sum(kind_sum.billings) > 0
    and sum(kind_sum.ledger_sum) in (
      sum(kind_sum.billing_sum),
      to_minor(sum(kind_sum.billed_sum), any_value(attempt.digits)),
      sum(kind_sum.rounded_sum)
    )
),
chosen as (
  select
    group_key,
    arg_min(left_out, kinds_left_out) as left_out
  from tried
  group by group_key
  having count(*) = 1 or list_sort(list(kinds_left_out))[1] < list_sort(list(kinds_left_out))[2]
),
confirmed as (
  select
    min(case when every_line.side = 'ledger' then every_line.line_no end) over (
      partition by every_line.group_key
    ) as match_no,
    every_line.side,
    every_line.line_no
  from every_line
  inner join chosen
    on chosen.group_key = every_line.group_key
    and (every_line.kind_bit & chosen.left_out) = 0
)
select * from confirmed
