-- grain: the rows of one run, as reconciliation_match, _line and _line_file hold them
-- unit and sign: run currency; ledger − bills, lines in their side's own sign
-- source: recon_ledger, recon_billing, recon_billing_part, recon_member
-- depends on: reconciliation_run
-- checks: check-run.sql re-adds what is stored here
create or replace temp table recon_match as
with
member as (
  select
    recon_member.match_no,
    recon_member.pass,
    recon_member.reason,
    coalesce(ledger.account_order, billing.account_order) as account_order,
    ledger.amount as ledger_amount,
    billing.invoiced as billing_amount,
    concat_ws(
      chr(31),
      recon_member.side,
      coalesce(ledger.code, billing.code),
      coalesce(ledger.amount, billing.invoiced)
    ) as business_values
  from recon_member
  left join recon_ledger as ledger
    on recon_member.side = 'ledger' and ledger.line_no = recon_member.line_no
  left join recon_billing as billing
    on recon_member.side = 'billing' and billing.line_no = recon_member.line_no
),
grouped as (
  select
    match_no,
    any_value(pass) as pass,
    any_value(reason) as reason,
    any_value(account_order) as account_order,
    cast(coalesce(sum(ledger_amount), 0) as decimal(38, 12)) as ledger_amount,
    cast(coalesce(sum(billing_amount), 0) as decimal(38, 12)) as billing_amount,
    sha256(string_agg(business_values, chr(30) order by business_values)) as digest
  from member
  group by match_no
),
keyed as (
  select
    *,
    substr(digest, 1, 24) || '-' || cast(
      row_number() over (partition by digest order by match_no) as varchar
    ) as match_id
  from grouped
)
select * from keyed;

insert into reconciliation_match
select
  $run_id as run_id,
  recon_match.match_id,
  recon_match.pass,
  recon_account.account,
  recon_match.reason,
  recon_match.ledger_amount,
  recon_match.billing_amount,
  recon_match.ledger_amount - recon_match.billing_amount as difference
from recon_match
inner join recon_account using (account_order)
order by recon_match.match_no;

create or replace temp table recon_line_match as
select
  recon_member.side,
  recon_member.line_no,
  recon_match.match_id
from recon_member
inner join recon_match using (match_no);

create or replace temp table recon_source_row as
with
place as (
  select source_file_id, row_first as row_index
  from recon_billing_part
  union
  select source_file_id, row_last as row_index
  from recon_billing_part
),
counted as (
  select
    place.source_file_id,
    place.row_index,
    cast(place.row_index + 2 + coalesce(sum(row_gap.skipped), 0) as bigint) as source_row
  from place
  left join row_gap
    on row_gap.source_file_id = place.source_file_id
    and row_gap.rowid_from <= place.row_index
  group by place.source_file_id, place.row_index
)
select * from counted;

insert into reconciliation_line
with
ledger as (
  select
    $run_id as run_id,
    'ledger' as side,
    concat_ws(':', recon_ledger.source_file_id, recon_ledger.source_row) as line_id,
    recon_account.account,
    recon_ledger.document_number as document,
    recon_ledger.reference,
    recon_ledger.vendor,
    recon_ledger.purchase_order,
    recon_ledger.cost_centre,
    null as sub_account,
    null as service_provider,
    recon_ledger.document_type as category,
    recon_ledger.role,
    recon_ledger.period,
    recon_ledger.special_period,
    recon_ledger.line_date,
    recon_ledger.line_text,
    recon_ledger.amount,
    recon_ledger.document_amount as foreign_amount,
    recon_ledger.document_currency as foreign_currency,
    case when left_over.line_no is null then 0 else recon_ledger.amount end as open_amount,
    recon_ledger.source_file_id,
    recon_ledger.source_row as row_first,
    recon_ledger.source_row as row_last,
    1 as records,
    recon_line_match.match_id
  from recon_ledger
  inner join recon_account using (account_order)
  left join recon_left_ledger as left_over using (line_no)
  left join recon_line_match
    on recon_line_match.side = 'ledger' and recon_line_match.line_no = recon_ledger.line_no
  where recon_ledger.scope = 'current'
  order by recon_ledger.line_no
)
select * from ledger;

insert into reconciliation_line
with
billing as (
  select
    $run_id as run_id,
    'billing' as side,
    concat_ws(
      ':', recon_billing.source_file_id, coalesce(first_row.source_row, 0), recon_billing.part
    ) as line_id,
    recon_account.account,
    recon_billing.invoice_id as document,
    recon_billing.commitment_discount_id as reference,
    recon_billing.vendor,
    recon_billing.order_key as purchase_order,
    recon_billing.cost_centre,
    recon_billing.sub_account_id as sub_account,
    recon_billing.service_provider,
    concat_ws(' · ', recon_billing.charge_category, recon_billing.charge_class) as category,
    recon_billing.charge_kind as role,
    recon_billing.period,
    null as special_period,
    recon_billing.line_date,
    concat_ws(
      ' · ',
      coalesce(recon_billing.service_provider, 'Agreed opening balance'),
      nullif(recon_billing.seller, recon_billing.service_provider),
      recon_billing.charge_category
    ) as line_text,
    recon_billing.amount,
    recon_billing.billed as foreign_amount,
    recon_billing.currency as foreign_currency,
    coalesce(left_over.open_amount, 0) as open_amount,
    recon_billing.source_file_id,
    coalesce(first_row.source_row, 0) as row_first,
    coalesce(last_row.source_row, 0) as row_last,
    recon_billing.records,
    recon_line_match.match_id
  from recon_billing
  inner join recon_account using (account_order)
  left join recon_left_billing as left_over using (line_no)
  left join recon_source_row as first_row
    on first_row.source_file_id = recon_billing.source_file_id
    and first_row.row_index = recon_billing.row_first
  left join recon_source_row as last_row
    on last_row.source_file_id = recon_billing.source_file_id
    and last_row.row_index = recon_billing.row_last
  left join recon_line_match
    on recon_line_match.side = 'billing' and recon_line_match.line_no = recon_billing.line_no
  order by recon_billing.line_no
)
select * from billing;

insert into reconciliation_line_file
with
further as (
  select
    $run_id as run_id,
    recon_account.account,
    concat_ws(
      ':', recon_billing.source_file_id, line_row.source_row, recon_billing.part
    ) as line_id,
    also.source_file_id,
    first_row.source_row as row_first,
    last_row.source_row as row_last,
    also.records
  from recon_billing
  inner join recon_account using (account_order)
  inner join recon_billing_part as also
    on also.code = recon_billing.code and also.source_file_id <> recon_billing.source_file_id
  inner join recon_source_row as line_row
    on line_row.source_file_id = recon_billing.source_file_id
    and line_row.row_index = recon_billing.row_first
  inner join recon_source_row as first_row
    on first_row.source_file_id = also.source_file_id and first_row.row_index = also.row_first
  inner join recon_source_row as last_row
    on last_row.source_file_id = also.source_file_id and last_row.row_index = also.row_last
  where recon_billing.files > 1
  order by recon_billing.line_no, also.source_file_id
)
select * from further
