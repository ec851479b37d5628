create table workspace_setting (
  key varchar primary key,
  value varchar not null
);

create table audit_event (
  sequence bigint primary key,
  operation_id varchar not null,
  recorded_at varchar not null,
  actor varchar not null,
  action varchar not null,
  subject varchar not null,
  detail varchar not null,
  previous_hash varchar not null,
  hash varchar not null
);

create table source_file (
  source_file_id varchar primary key,
  file_name varchar not null,
  sha256 varchar not null,
  bytes bigint not null,
  format varchar not null,
  dataset varchar not null,
  mapping varchar,
  columns varchar not null,
  unmapped varchar not null,
  records_physical bigint not null,
  records_loaded bigint not null,
  records_rejected bigint not null,
  records_blank bigint not null,
  records_skipped bigint not null,
  is_active boolean not null,
  superseded_by varchar,
  imported_sequence bigint not null,
  imported_at varchar not null
);

create table source_file_total (
  source_file_id varchar not null,
  measure varchar not null,
  currency varchar not null,
  period varchar,
  records bigint not null,
  amount decimal(38, 12) not null
);

create table row_gap (
  source_file_id varchar not null,
  rowid_from bigint not null,
  skipped bigint not null
);

create table reject (
  source_file_id varchar not null,
  line bigint not null,
  byte_offset bigint,
  column_name varchar,
  code varchar not null,
  reason varchar not null,
  remedy varchar not null,
  raw_text varchar not null
);

create table finding (
  source_file_id varchar,
  code varchar not null,
  severity varchar not null,
  row_number bigint,
  column_name varchar,
  found varchar not null,
  expected varchar not null,
  remedy varchar not null,
  count bigint not null,
  amount_at_stake decimal(38, 12),
  currency varchar
);

create table saved_mapping (
  fingerprint varchar primary key,
  dataset varchar not null,
  mapping varchar not null,
  sequence bigint not null
);

create table billing_account_entity (
  billing_account_id varchar not null,
  entity varchar not null,
  valid_from date,
  valid_to date
);

create table ledger_entry (
  source_file_id varchar not null,
  source_row bigint not null,
  entity varchar not null,
  ledger_account varchar not null,
  account_name varchar,
  cost_centre varchar,
  document_number varchar,
  line_number varchar,
  document_type varchar,
  line_text varchar,
  reference varchar,
  purchase_order varchar,
  vendor_id varchar,
  vendor_name varchar,
  posting_date date,
  document_date date,
  period varchar not null,
  special_period integer,
  amount decimal(38, 12) not null,
  currency varchar not null,
  foreign_amount decimal(38, 12),
  foreign_currency varchar,
  project varchar,
  tax_code varchar
);

create table procurement_line (
  source_file_id varchar not null,
  source_row bigint not null,
  kind varchar not null,
  entity varchar not null,
  document_number varchar not null,
  line_number varchar,
  vendor_id varchar,
  vendor_name varchar,
  purchase_order varchar,
  document_date date,
  period_start date,
  period_end date,
  description varchar,
  quantity decimal(38, 12),
  unit_price decimal(38, 12),
  amount decimal(38, 12) not null,
  tax_amount decimal(38, 12),
  currency varchar not null,
  ledger_account varchar,
  cost_centre varchar,
  contract_id varchar
);

create table driver_quantity (
  source_file_id varchar not null,
  source_row bigint not null,
  driver varchar not null,
  target varchar not null,
  period varchar not null,
  quantity decimal(38, 12) not null,
  unit varchar
);

create table exchange_rate (
  source_file_id varchar not null,
  source_row bigint not null,
  rate_date date not null,
  from_currency varchar not null,
  to_currency varchar not null,
  rate decimal(38, 12) not null,
  rate_type varchar not null
);
