-- grain: one row per period, ledger account, cost basis, currency, treatment and who states it
-- unit and sign: billing currency; cost positive, credit negative
-- source: the accounts of the map; allocation_run, allocated_segment, allocation_segment
-- depends on: allocation_treatment
-- checks: Σ of a period and basis = Σ of the final parts whose charges an account carries
with
latest as (
  select run_id, period, rule_set_id, version
  from allocation_run
  inner join allocation_rule_set using (rule_set_id)
  where $period is null or period = $period
  qualify row_number() over (partition by period order by allocation_run.sequence desc, run_id) = 1
),
carried as (
  select
    unnest($accounts) as account,
    nullif(unnest($entities), '') as entity,
    unnest($bases) as basis
),
part as (
  select
    latest.period,
    latest.rule_set_id,
    latest.version,
    part.basis,
    segment.billing_currency as currency,
    json_extract_string(segment.attribute_values, '/ledger_account') as account,
    json_extract_string(segment.attribute_values, '/treatment') as of_account,
    coalesce(of_last.treatment, of_taking.treatment) as of_rule,
    coalesce(of_last.rule_id, of_taking.rule_id) as rule_id,
    part.amount
  from latest
  inner join allocated_segment as part on part.run_id = latest.run_id and part.is_final
  inner join allocation_segment as segment
    on segment.run_id = part.run_id and segment.segment_id = part.segment_id
  inner join carried
    on carried.account = json_extract_string(segment.attribute_values, '/ledger_account')
    and carried.basis = part.basis
    and (carried.entity is null or carried.entity = segment.entity)
  left join allocation_treatment as of_last
    on of_last.run_id = part.run_id and of_last.rule_id = part.rule_id
  left join allocation_treatment as of_taking
    on of_taking.run_id = segment.run_id and of_taking.rule_id = segment.rule_id
)
select
  period,
  account,
  of_account,
  basis,
  currency,
  coalesce(of_rule, of_account) as treatment,
  rule_id,
  rule_set_id,
  version,
  cast(sum(amount) as decimal(38, 12)) as amount
from part
group by all
order by period, account, basis, currency, treatment nulls last, rule_id nulls last
