-- grain: recon_account one row per mapped account, recon_alias one per written vendor name
-- unit and sign: none
-- source: the reconciliation configuration, bound as JSON
-- depends on: nothing
-- checks: the configuration was validated before it came here
create or replace temp macro document_key(written) as nullif(
  regexp_replace(
    upper(regexp_replace(written, '[^\p{L}\p{N}]', '', 'g')),
    '^(\p{L}*)0+',
    '\1'
  ),
  ''
);

create or replace temp macro name_key(written) as nullif(
  lower(regexp_replace(strip_accents(written), '[^\p{L}\p{N}]', '', 'g')),
  ''
);

create or replace temp macro words(written) as
' ' || trim(lower(regexp_replace(strip_accents(written), '[^\p{L}\p{N}]+', ' ', 'g'))) || ' ';

create or replace temp macro to_minor(amount, digits) as case digits
  when 0 then cast(round(amount, 0) as decimal(38, 12))
  when 2 then cast(round(amount, 2) as decimal(38, 12))
  when 3 then cast(round(amount, 3) as decimal(38, 12))
  when 4 then cast(round(amount, 4) as decimal(38, 12))
end;

create or replace temp macro minor_unit(digits) as
cast(
  case digits when 0 then 1 when 2 then 0.01 when 3 then 0.001 else 0.0001 end
  as decimal(38, 12)
);

create or replace temp macro is_estimate(a, b) as coalesce(
  sign(a) = sign(b) and abs(a) * 4 >= abs(b) * 3 and abs(b) * 4 >= abs(a) * 3,
  false
);

create or replace temp table recon_account as
with
source as (
  select
    unnest(
      from_json(
        cast($accounts as json),
        '[{
          "account_order": "INTEGER", "code": "VARCHAR", "account": "VARCHAR", "name": "VARCHAR",
          "kind": "VARCHAR", "entity": "VARCHAR", "basis": "VARCHAR",
          "recognition": "VARCHAR", "owner": "VARCHAR", "opening": "VARCHAR"
        }]'
      )
    ) as entry
),
named as (
  select
    entry.account_order,
    entry.code,
    entry.account,
    entry.name,
    entry.kind,
    entry.entity,
    entry.basis,
    entry.recognition,
    entry.owner,
    cast(coalesce(entry.opening, '0') as decimal(38, 12)) as opening
  from source
)
select * from named;

create or replace temp table recon_alias as
with
source as (
  select
    unnest(
      from_json(cast($aliases as json), '[{"vendor": "VARCHAR", "alias": "VARCHAR"}]')
    ) as entry
),
keyed as (
  select
    name_key(entry.alias) as alias_key,
    words(entry.alias) as alias_words,
    entry.vendor
  from source
),
first_named as (
  select
    alias_key,
    min(alias_words) as alias_words,
    min(vendor) as vendor
  from keyed
  where alias_key is not null
  group by alias_key
)
select * from first_named;

create or replace temp table recon_currency as
with
source as (
  select
    unnest(
      from_json(cast($currencies as json), '[{"currency": "VARCHAR", "digits": "INTEGER"}]')
    ) as entry
),
named as (
  select
    entry.currency,
    entry.digits
  from source
)
select * from named
