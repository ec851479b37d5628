-- grain: one row per ledger line, numbered by business values, in the run currency
-- unit and sign: run currency and document currency; debit positive
-- source: recon_ledger_source, conversion_output
-- depends on: recon_currency
-- checks: line_no follows business values, never the order of rows or files
create or replace temp table recon_ledger as
with
converted as (
  select
    lines.* exclude (amount, code),
    lines.amount as ledger_amount,
    cast(coalesce(conversion_output.amount, lines.amount) as decimal(38, 12)) as amount,
    lines.code
  from recon_ledger_source as lines
  left join conversion_output
    on conversion_output.part = concat_ws('|', 'ledger', account_order, currency, period)
    and conversion_output.code = lpad(cast(lines.line_no as varchar), 12, '0')
),
named as (
  select
    *,
    name_key(vendor) as vendor_key,
    coalesce(posting_date, document_date) as line_date
  from converted
),
matchable as (
  select
    named.*,
    to_minor(document_amount, digits) as match_amount,
    document_key is not null
      and row_number() over (
        partition by
          account_order, scope, role, document_key, document_amount, document_currency,
          cost_centre
        order by line_no
      ) > 1 as is_repeat
  from named
  left join recon_currency on recon_currency.currency = document_currency
),
posted_before as (
  select
    matchable.*,
    exists (
      select 1
      from matchable as earlier
      where
        earlier.scope = 'earlier'
        and matchable.scope = 'current'
        and earlier.kind = 'expense'
        and earlier.role = matchable.role
        and earlier.account_order = matchable.account_order
        and earlier.document_key = matchable.document_key
        and earlier.document_amount = matchable.document_amount
        and earlier.cost_centre is not distinct from matchable.cost_centre
        and recon_known_document.invoice_key is not null
    ) as was_posted_before
  from matchable
  left join recon_known_document
    on recon_known_document.invoice_key = matchable.document_key
)
select * from posted_before
