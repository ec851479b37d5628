-- grain: one row per ledger line of a mapped account, earlier and later periods for timing
-- unit and sign: ledger currency; debit positive
-- source: active_ledger_entry
-- depends on: the recon_ tables of accounts, aliases, documents and orders (settings.sql)
-- checks: code holds every value a pass or an item reads, so line_no follows them alone
create or replace temp table recon_ledger_source as
with
mapped as (
  select
    recon_account.account_order,
    recon_account.kind,
    recon_account.recognition,
    entries.*,
    case
      when recon_account.kind <> 'expense' or entries.period = $period then 'current'
      when entries.period < $period then 'earlier'
      else 'later'
    end as scope,
    document_key(entries.reference) as reference_key,
    document_key(entries.document_number) as number_key,
    document_key(entries.purchase_order) as order_key,
    coalesce(entries.line_text, '') as said
  from active_ledger_entry as entries
  inner join recon_ledger_account using (entity, ledger_account)
  inner join recon_account using (account_order)
  where
    case
      when recon_account.kind = 'expense'
        then entries.period between $period_first and $period_last
      else entries.period <= $period
    end
),
signed as (
  select
    *,
    regexp_matches(said, $accrual_text) or list_contains($accrual_types, document_type)
      as has_accrual,
    regexp_matches(said, $reversal_text) or list_contains($reversal_types, document_type)
      as has_reversal,
    regexp_matches(said, $amortisation_text)
      or list_contains($amortisation_types, document_type) as has_amortisation,
    regexp_matches(said, $tax_text) or list_contains($tax_codes, tax_code) as has_tax
  from mapped
),
roled as (
  select
    * exclude (has_accrual, has_reversal, has_amortisation, has_tax),
    case
      when kind = 'accrued' then 'accrual'
      when kind = 'prepaid' and (coalesce(has_amortisation, false) or amount < 0)
        then 'amortisation'
      when kind = 'prepaid' then 'invoice'
      when has_amortisation then 'amortisation'
      when has_accrual and (has_reversal or amount < 0) then 'reversal'
      when has_reversal and amount < 0 and reference_key is null then 'reversal'
      when has_accrual then 'accrual'
      when has_tax then 'tax'
      else 'invoice'
    end as role
  from signed
),
token as (
  select distinct
    said,
    document_key(unnest(string_split_regex(said, '[\s,;:]+'))) as token_key
  from roled
  where said <> ''
),
said_document as (
  select
    said,
    min(token_key) as token_key
  from token
  semi join recon_known_document on recon_known_document.invoice_key = token.token_key
  group by said
),
documented as (
  select
    roled.*,
    coalesce(
      by_reference.invoice_key,
      by_number.invoice_key,
      said_document.token_key,
      reference_key,
      number_key
    ) as document_key,
    coalesce(by_reference.vendor, by_number.vendor) as document_vendor
  from roled
  left join recon_known_document as by_reference on by_reference.invoice_key = reference_key
  left join recon_known_document as by_number on by_number.invoice_key = number_key
  left join said_document using (said)
),
said_vendor as (
  select
    texts.said,
    arg_max(recon_alias.vendor, length(recon_alias.alias_words) * 1000000 - rank) as vendor
  from (select distinct said from roled where said <> '') as texts
  inner join (
    select
      *,
      row_number() over (order by vendor, alias_key) as rank
    from recon_alias
  ) as recon_alias
    on contains(words(texts.said), recon_alias.alias_words)
  group by texts.said
),
named as (
  select
    documented.*,
    coalesce(
      by_id.vendor,
      by_name.vendor,
      documented.vendor_name,
      document_vendor,
      recon_order_vendor.vendor,
      said_vendor.vendor,
      documented.vendor_id
    ) as vendor
  from documented
  left join recon_alias as by_id on by_id.alias_key = name_key(documented.vendor_id)
  left join recon_alias as by_name on by_name.alias_key = name_key(documented.vendor_name)
  left join recon_order_vendor using (order_key)
  left join said_vendor using (said)
),
coded as (
  select
    *,
    case
      when foreign_amount is not null and foreign_currency <> currency
        then sign(amount) * abs(foreign_amount)
      else amount
    end as document_amount,
    case
      when foreign_amount is not null and foreign_currency <> currency then foreign_currency
      else currency
    end as document_currency,
    concat_ws(
      chr(31),
      account_order, period, coalesce(document_number, ''), coalesce(reference, ''),
      coalesce(purchase_order, ''), coalesce(cost_centre, ''), coalesce(line_number, ''),
      coalesce(vendor, ''), said, coalesce(cast(posting_date as varchar), ''), amount,
      coalesce(foreign_amount, 0), coalesce(special_period, 0), currency,
      coalesce(foreign_currency, ''), coalesce(cast(document_date as varchar), ''),
      coalesce(document_type, ''), coalesce(vendor_id, ''), coalesce(vendor_name, ''),
      coalesce(tax_code, ''), entity
    ) as code
  from named
),
numbered as (
  select
    cast(row_number() over (order by code, source_file_id, source_row) as integer) as line_no,
    *
  from coded
)
select * from numbered
