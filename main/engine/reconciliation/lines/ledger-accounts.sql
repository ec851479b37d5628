-- grain: one row per entity and written ledger account that the map takes
-- unit and sign: none
-- source: active_ledger_entry, recon_account
-- depends on: recon_account
-- checks: leading zeros count where the map or an entity's ledger writes an account both ways
create or replace temp table recon_ledger_account as
with
written as (
  select distinct
    entity,
    ledger_account
  from active_ledger_entry
),
formed as (
  select
    *,
    count(*) over (partition by entity, ltrim(ledger_account, '0')) as forms
  from written
),
candidate as (
  select
    formed.entity,
    formed.ledger_account,
    formed.forms,
    recon_account.account_order,
    recon_account.code = formed.ledger_account as is_exact
  from formed
  inner join recon_account
    on ltrim(recon_account.code, '0') = ltrim(formed.ledger_account, '0')
    and (recon_account.entity is null or recon_account.entity = formed.entity)
),
counted as (
  select
    *,
    count(*) over (partition by entity, ledger_account) as candidates
  from candidate
)
select
  entity,
  ledger_account,
  account_order
from counted
where is_exact or (forms = 1 and candidates = 1)
