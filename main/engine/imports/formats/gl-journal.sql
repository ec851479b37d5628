-- grain: one row per ledger line of one file
-- unit and sign: ledger currency, debit positive
-- source: the staged lines at $path
-- depends on: ledger_entry
-- checks: gl-journal-sums.sql equals the sums of the texts
insert into ledger_entry
select
  $source_file_id as source_file_id,
  cast(source_row as bigint) as source_row,
  entity,
  ledger_account,
  account_name,
  cost_centre,
  document_number,
  line_number,
  document_type,
  line_text,
  reference,
  purchase_order,
  vendor_id,
  vendor_name,
  cast(posting_date as date) as posting_date,
  cast(document_date as date) as document_date,
  period,
  cast(special_period as integer) as special_period,
  cast(amount as decimal(38, 12)) as amount,
  currency,
  cast(foreign_amount as decimal(38, 12)) as foreign_amount,
  foreign_currency,
  project,
  tax_code
from read_csv(
  $path,
  header = false,
  auto_detect = false,
  delim = ',',
  quote = '"',
  escape = '"',
  nullstr = '',
  allow_quoted_nulls = false,
  strict_mode = true,
  parallel = false,
  max_line_size = 67108864,
  columns = {
    'source_row': 'varchar',
    'entity': 'varchar',
    'ledger_account': 'varchar',
    'account_name': 'varchar',
    'cost_centre': 'varchar',
    'document_number': 'varchar',
    'line_number': 'varchar',
    'document_type': 'varchar',
    'line_text': 'varchar',
    'reference': 'varchar',
    'purchase_order': 'varchar',
    'vendor_id': 'varchar',
    'vendor_name': 'varchar',
    'posting_date': 'varchar',
    'document_date': 'varchar',
    'period': 'varchar',
    'special_period': 'varchar',
    'amount': 'varchar',
    'currency': 'varchar',
    'foreign_amount': 'varchar',
    'foreign_currency': 'varchar',
    'project': 'varchar',
    'tax_code': 'varchar'
  }
)
