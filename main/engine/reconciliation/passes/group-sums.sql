-- grain: one row per line of a confirmed group
-- unit and sign: document currency at its minor unit
-- source: recon_open_ledger, recon_open_billing
-- depends on: the open lines left by the passes before
-- checks: both sides of a group sum to the same, with as few kinds of line left out as possible
create or replace temp table recon_grouped as
with
every_line as materialized (
  select
    'ledger' as side,
    line_no,
    account_order,
    currency,
    kind_bit,
    amount,
    cast(null as decimal(38, 12)) as billed,
    cast(null as decimal(38, 12)) as rounded,
    cast(null as integer) as digits,
    case $group_by
      when 'invoice-cost-centre' then document_key || chr(31) || cost_centre
      when 'invoice' then document_key
      when 'purchase-order' then order_key
      when 'cost-centre' then vendor_key || chr(31) || cost_centre
      when 'day' then vendor_key || chr(31) || cast(day as varchar)
      when 'vendor' then vendor_key
    end as group_key
  from recon_open_ledger
  union all
  select
    'billing' as side,
    line_no,
    account_order,
    currency,
    kind_bit,
    amount,
    billed,
    rounded,
    digits,
    case $group_by
      when 'invoice-cost-centre' then document_key || chr(31) || cost_centre
      when 'invoice' then document_key
      when 'purchase-order' then order_key
      when 'cost-centre' then vendor_key || chr(31) || cost_centre
      when 'day' then vendor_key || chr(31) || cast(day as varchar)
      when 'vendor' then vendor_key
    end as group_key
  from recon_open_billing
),
kind_sum as (
  select
    account_order,
    currency,
    group_key,
    kind_bit,
    count(*) filter (side = 'ledger') as ledgers,
    count(*) filter (side = 'billing') as billings,
    coalesce(sum(amount) filter (side = 'ledger'), 0) as ledger_sum,
    coalesce(sum(amount) filter (side = 'billing'), 0) as billing_sum,
    coalesce(sum(billed), 0) as billed_sum,
    coalesce(sum(rounded), 0) as rounded_sum,
    max(digits) as digits
  from every_line
  where group_key is not null
  group by all
),
two_sided as (
  select
    account_order,
    currency,
    group_key,
    bit_or(kind_bit) as bits,
    max(digits) as digits
  from kind_sum
  group by all
  having sum(ledgers) > 0 and sum(billings) > 0
),
attempt as (
  select
    *,
    0 as left_out
  from two_sided
  union all
  select
    two_sided.*,
    cast(subset.left_out as integer) as left_out
  from two_sided
  inner join range(1, 256) as subset(left_out)
    on (subset.left_out & ~two_sided.bits) = 0
  where two_sided.bits > 0 and $may_leave_out
),
tried as (
  select
    attempt.account_order,
    attempt.currency,
    attempt.group_key,
    attempt.left_out,
    bit_count(attempt.left_out) as kinds_left_out
  from attempt
  inner join kind_sum
    on kind_sum.account_order = attempt.account_order
    and kind_sum.currency = attempt.currency
    and kind_sum.group_key = attempt.group_key
    and (kind_sum.kind_bit & attempt.left_out) = 0
  group by attempt.account_order, attempt.currency, attempt.group_key, attempt.left_out
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
    account_order,
    currency,
    group_key,
    arg_min(left_out, kinds_left_out) as left_out
  from tried
  group by account_order, currency, group_key
  having count(*) = 1 or list_sort(list(kinds_left_out))[1] < list_sort(list(kinds_left_out))[2]
),
confirmed as (
  select
    min(case when every_line.side = 'ledger' then every_line.line_no end) over (
      partition by every_line.account_order, every_line.currency, every_line.group_key
    ) as match_no,
    every_line.side,
    every_line.line_no
  from every_line
  inner join chosen
    on chosen.account_order = every_line.account_order
    and chosen.currency = every_line.currency
    and chosen.group_key = every_line.group_key
    and (every_line.kind_bit & chosen.left_out) = 0
)
select * from confirmed
