-- grain: recon_matched_pair one row per pair, recon_matched_line per line of a group
-- unit and sign: none
-- source: nothing yet; the passes fill them
-- depends on: nothing
-- checks: recon_member has each matched line once
create or replace temp table recon_rule as
with
source as (
  select
    unnest(
      from_json(
        cast($rules as json),
        '[{"rule": "INTEGER", "pass": "INTEGER", "reason": "VARCHAR"}]'
      )
    ) as entry
)
select
  entry.rule,
  entry.pass,
  entry.reason
from source;

create or replace temp table recon_matched_pair (
  rule integer,
  ledger_no integer,
  billing_no integer
);

create or replace temp table recon_matched_line (
  rule integer,
  match_no integer,
  side varchar,
  line_no integer
);

create or replace temp table recon_exchanged (
  match_no integer,
  rate decimal(38, 12),
  rate_type varchar,
  rate_date varchar
);

create or replace temp view recon_member as
with
pair as (
  select
    rule,
    ledger_no as match_no,
    'ledger' as side,
    ledger_no as line_no
  from recon_matched_pair
  union all
  select
    rule,
    ledger_no as match_no,
    'billing' as side,
    billing_no as line_no
  from recon_matched_pair
),
every_line as (
  select * from pair
  union all
  select * from recon_matched_line
)
select
  recon_rule.pass,
  recon_rule.reason,
  every_line.match_no,
  every_line.side,
  every_line.line_no
from every_line
inner join recon_rule using (rule)
