-- grain: one row per purchase-order or invoice line of one file
-- unit and sign: document currency, cost positive
-- source: the staged lines at $path
-- depends on: procurement_line
-- checks: procurement-sums.sql equals the sums of the texts
insert into procurement_line
select
  $source_file_id as source_file_id,
  cast(source_row as bigint) as source_row,
  kind,
  entity,
  document_number,
  line_number,
  vendor_id,
  vendor_name,
  purchase_order,
  cast(document_date as date) as document_date,
  cast(period_start as date) as period_start,
  cast(period_end as date) as period_end,
  description,
  cast(quantity as decimal(38, 12)) as quantity,
  cast(unit_price as decimal(38, 12)) as unit_price,
  cast(amount as decimal(38, 12)) as amount,
  cast(tax_amount as decimal(38, 12)) as tax_amount,
  currency,
  ledger_account,
  cost_centre,
  contract_id
from read_csv(
  $path,
  header = false,
  auto_detect = false,
  delim = ',',
  quote = '"',
  escape = '"',
  nullstr = '',
  allow_quoted_nulls = false,
  new_line = '\n',
  strict_mode = true,
  parallel = false,
  max_line_size = 67108864,
  columns = {
    'source_row': 'varchar',
    'kind': 'varchar',
    'entity': 'varchar',
    'document_number': 'varchar',
    'line_number': 'varchar',
    'vendor_id': 'varchar',
    'vendor_name': 'varchar',
    'purchase_order': 'varchar',
    'document_date': 'varchar',
    'period_start': 'varchar',
    'period_end': 'varchar',
    'description': 'varchar',
    'quantity': 'varchar',
    'unit_price': 'varchar',
    'amount': 'varchar',
    'tax_amount': 'varchar',
    'currency': 'varchar',
    'ledger_account': 'varchar',
    'cost_centre': 'varchar',
    'contract_id': 'varchar'
  }
)
