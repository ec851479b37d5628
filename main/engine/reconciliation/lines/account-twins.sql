-- grain: one row per two accounts of the map that no ledger holds apart
-- unit and sign: none
-- source: recon_account, active_ledger_entry
-- depends on: recon_account
-- checks: codes that differ by leading zeros are two accounts only where one entity has both
with
written as (
  select distinct
    entity,
    ledger_account
  from active_ledger_entry
),
twin as (
  select
    first.code as first_code,
    second.code as second_code,
    coalesce(first.entity, second.entity) as entity
  from recon_account as first
  inner join recon_account as second
    on ltrim(second.code, '0') = ltrim(first.code, '0')
    and second.code <> first.code
    and second.account_order > first.account_order
  where coalesce(first.entity, second.entity, '') = coalesce(second.entity, first.entity, '')
),
kept_apart as (
  select
    twin.first_code,
    twin.second_code
  from twin
  inner join written as first_written on first_written.ledger_account = twin.first_code
  inner join written as second_written
    on second_written.ledger_account = twin.second_code
    and second_written.entity = first_written.entity
  where twin.entity is null or twin.entity = first_written.entity
)
select
  first_code,
  second_code
from twin
anti join kept_apart using (first_code, second_code)
order by first_code, second_code
