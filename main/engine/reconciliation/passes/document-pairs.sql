-- grain: one row per confirmed pair of one ledger line and one billing line
-- unit and sign: none
-- source: recon_open_ledger, recon_open_billing
-- depends on: document_hash: account, document, currency and amount, null where not matchable
-- checks: the key stands once on each side; repeats have none and wait for their originals
create or replace temp table recon_pair as
with
keyed as (
  select
    document_hash,
    line_no as ledger_no,
    cast(null as integer) as billing_no
  from recon_open_ledger
  where document_hash is not null
  union all
  select
    document_hash,
    cast(null as integer) as ledger_no,
    line_no as billing_no
  from recon_open_billing
  where document_hash is not null
),
unique_key as (
  select
    min(ledger_no) as ledger_no,
    min(billing_no) as billing_no
  from keyed
  group by document_hash
  having count(ledger_no) = 1 and count(billing_no) = 1
)
select * from unique_key
