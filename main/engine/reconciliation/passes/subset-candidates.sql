-- grain: one row per open line of a group small enough to search
-- unit and sign: document currency at its minor unit
-- source: recon_open_ledger, recon_open_billing
-- depends on: the open lines left by the group sums
-- checks: a group has lines on both sides and at most $lines_max in all
with
line as (
  select
    'ledger' as side,
    lines.line_no,
    lines.amount,
    recon_currency.digits,
    case $by when 'invoice' then lines.document_group else lines.vendor_group end as group_key
  from recon_open_ledger as lines
  inner join recon_currency using (currency)
  where lines.kind_bit <> 1
  union all
  select
    'billing' as side,
    line_no,
    amount,
    digits,
    case $by when 'invoice' then document_group else vendor_group end as group_key
  from recon_open_billing
  where kind_bit <> 8
),
small as (
  select group_key
  from line
  where group_key is not null
  group by group_key
  having
    count(*) <= $lines_max
    and count(*) >= 3
    and count(*) filter (side = 'ledger') > 0
    and count(*) filter (side = 'billing') > 0
)
select
  cast(line.group_key as varchar) as group_key,
  line.side,
  line.line_no,
  line.amount,
  line.digits
from line
semi join small using (group_key)
order by 1, line.side, line.line_no
