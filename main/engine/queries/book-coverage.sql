-- grain: one row per intersection point, identifier and currency of a month
-- unit and sign: the book's own currency and sign; magnitude is without signs
-- source: the books of the active files that carry an identifier in a column of their own
-- depends on: active_ledger_entry, active_procurement_line, active_goods_receipt, active_contract
-- checks: what is found is at most what there is; agreed is at most what is found
with
carried as (
  select
    'ledger' as point,
    currency,
    amount,
    unnest([
      {'identifier': 'cost_centre', 'value': cost_centre},
      {'identifier': 'project', 'value': project}
    ]) as field
  from active_ledger_entry
  where period = $period
  union all
  select
    case kind when 'order' then 'purchase-orders' else 'supplier-invoices' end as point,
    currency,
    amount,
    {'identifier': 'cost_centre', 'value': cost_centre} as field
  from active_procurement_line
  where period_of(coalesce(document_date, period_start)) = $period
  union all
  select
    'goods-receipts' as point,
    currency,
    amount,
    {'identifier': 'cost_centre', 'value': cost_centre} as field
  from active_goods_receipt
  where period_of(posting_date) = $period
  union all
  select
    'contracts' as point,
    currency,
    committed_amount as amount,
    unnest([
      {'identifier': 'cost_centre', 'value': cost_centre},
      {'identifier': 'product', 'value': service},
      {'identifier': 'owner', 'value': owner}
    ]) as field
  from active_contract
  where period_of(term_start) <= $period and period_of(term_end) >= $period
  union all
  select
    'budget' as point,
    currency,
    amount,
    unnest([
      {'identifier': 'cost_centre', 'value': cost_centre},
      {'identifier': 'product', 'value': service},
      {'identifier': 'project', 'value': project}
    ]) as field
  from active_budget_line
  where period = $period
),
valued as (
  select
    point,
    field.identifier as identifier,
    currency,
    amount,
    nullif(trim(field.value), '') as value
  from carried
),
named as (
  select
    valued.*,
    coalesce(entry.gives, valued.value) as name
  from valued
  left join identifier_entry as entry
    on
      entry.identifier = valued.identifier
      and entry.position = 0
      and entry.value = lower(valued.value)
)
select
  point,
  identifier,
  currency,
  count(*) as charges,
  count(value) as found,
  count(*) filter (where value = name) as agreed,
  count(distinct name) as "values",
  sum(amount)::decimal(38, 12) as amount,
  coalesce(sum(amount) filter (where value is not null), 0)::decimal(38, 12) as "foundAmount",
  sum(abs(amount))::decimal(38, 12) as magnitude,
  coalesce(sum(abs(amount)) filter (where value is not null), 0)::decimal(38, 12)
    as "foundMagnitude",
  coalesce(sum(abs(amount)) filter (where value = name), 0)::decimal(38, 12) as "agreedMagnitude"
from named
group by point, identifier, currency
order by identifier, point, currency
