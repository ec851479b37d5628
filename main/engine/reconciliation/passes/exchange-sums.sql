-- grain: recon_grouped one row per line of a confirmed group, recon_exchanged per group
-- unit and sign: ledger currency; debit positive
-- source: recon_exchange_candidate, conversion_output, recon_open_ledger, recon_open_billing
-- depends on: exchange-candidates.sql, money/convert.sql
-- checks: a loaded rate gives what the ledger booked, to a minor unit per ledger line
insert into recon_exchanged
with
tried as (
  select
    candidate.match_no,
    input.rate,
    string_split(input.part, '|')[2] as rate_type,
    string_split(input.part, '|')[3] as rate_date,
    abs(candidate.amount - output.amount) as distance
  from recon_exchange_candidate as candidate
  inner join conversion_output as output
    on output.code = cast(candidate.match_no as varchar)
  inner join conversion_input as input on input.part = output.part
  where abs(candidate.amount - output.amount) <= candidate.reach
),
ranked as (
  select
    *,
    row_number() over (
      partition by match_no
      order by distance, rate_date desc, rate_type, rate
    ) as place
  from tried
)
select
  match_no,
  rate,
  rate_type,
  rate_date
from ranked
where place = 1;

create or replace temp table recon_grouped as
with
explained as (
  select
    any_document_group,
    match_no
  from recon_exchange_candidate
  semi join recon_exchanged using (match_no)
),
confirmed as (
  select
    explained.match_no,
    'ledger' as side,
    lines.line_no
  from explained
  inner join recon_open_ledger as lines using (any_document_group)
  where lines.kind_bit not in (1, 2) and lines.currency = lines.ledger_currency
  union all
  select
    explained.match_no,
    'billing' as side,
    lines.line_no
  from explained
  inner join recon_open_billing as lines using (any_document_group)
  where lines.kind_bit <> 8
)
select * from confirmed
