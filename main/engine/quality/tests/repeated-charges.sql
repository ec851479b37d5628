-- grain: one row per charge that repeats another of its file, and what was tested
-- unit and sign: billing currency; cost positive, credit negative
-- source: bill
-- depends on: bill
-- checks: columns as in define.ts; the first of equal rows is none
with
row as (
  select
    source_file_id,
    row_index,
    billed_period as period,
    billed_cost,
    effective_cost,
    whole_row
  from bill
  where
    ($period is null or billed_period = $period)
    and (coalesce(billed_cost, 0) <> 0 or coalesce(effective_cost, 0) <> 0)
),
repeated as (
  select source_file_id, whole_row, billed_cost, effective_cost, min(row_index) as first_row
  from row
  group by all
  having count(*) > 1
),
extra as (
  select row.source_file_id, row.row_index, row.whole_row
  from row
  inner join repeated using (source_file_id, whole_row)
  where row.row_index > repeated.first_row
)
select
  concat_ws(' ', bill.provider_name, bill.billing_account_id) as subject,
  bill.billed_period as period,
  bill.source_file_id,
  bill.row_index as place,
  bill.billing_currency as currency,
  coalesce(nullif(bill.billed_cost, 0), bill.effective_cost) as amount,
  concat_ws(
    '|', bill.service_name, bill.charge_description, bill.resource_id, bill.sku_id,
    bill.charge_period_start, bill.charge_period_end, bill.billed_cost, bill.effective_cost
  ) as evidence,
  concat_ws(' · ', bill.service_name, bill.resource_id, bill.charge_description) as note,
  cast(null as bigint) as tested
from bill
inner join extra using (source_file_id, row_index, whole_row)
union all
select null, period, null, null, null, null, null, null, count(*)
from row
group by all
