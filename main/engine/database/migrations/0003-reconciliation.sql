create table reconciliation_config (
  config_id varchar primary key,
  text varchar not null,
  sequence bigint not null
);

create table reconciliation_run (
  run_id varchar primary key,
  period varchar not null,
  currency varchar not null,
  config_id varchar not null,
  input_hash varchar not null,
  tolerance decimal(38, 12) not null,
  materiality_absolute decimal(38, 12) not null,
  materiality_percent decimal(38, 12) not null,
  sequence bigint not null
);

create table reconciliation_account (
  run_id varchar not null,
  account_order integer not null,
  account varchar not null,
  name varchar not null,
  kind varchar not null,
  basis varchar not null,
  recognition varchar not null,
  owner varchar,
  ledger decimal(38, 12) not null,
  adjustment_period decimal(38, 12) not null,
  billing decimal(38, 12) not null,
  items decimal(38, 12) not null,
  unidentified decimal(38, 12) not null
);

create table reconciliation_unmapped (
  run_id varchar not null,
  side varchar not null,
  code varchar not null,
  name varchar not null,
  currency varchar not null,
  records bigint not null,
  amount decimal(38, 12) not null
);

create table reconciliation_line (
  run_id varchar not null,
  side varchar not null,
  line_id varchar not null,
  account varchar not null,
  document varchar,
  reference varchar,
  vendor varchar,
  purchase_order varchar,
  cost_centre varchar,
  sub_account varchar,
  service_provider varchar,
  category varchar,
  role varchar not null,
  period varchar,
  special_period integer,
  line_date date,
  line_text varchar,
  amount decimal(38, 12) not null,
  foreign_amount decimal(38, 12),
  foreign_currency varchar,
  open_amount decimal(38, 12) not null,
  source_file_id varchar not null,
  row_first bigint not null,
  row_last bigint not null,
  records bigint not null,
  match_id varchar
);

create table reconciliation_line_file (
  run_id varchar not null,
  account varchar not null,
  line_id varchar not null,
  source_file_id varchar not null,
  row_first bigint not null,
  row_last bigint not null,
  records bigint not null
);

create table reconciliation_match (
  run_id varchar not null,
  match_id varchar not null,
  pass integer not null,
  account varchar not null,
  reason varchar not null,
  ledger_amount decimal(38, 12) not null,
  billing_amount decimal(38, 12) not null,
  difference decimal(38, 12) not null
);

create table reconciling_item (
  run_id varchar not null,
  item_key varchar not null,
  account varchar not null,
  type varchar not null,
  description varchar not null,
  reason varchar not null,
  amount decimal(38, 12) not null,
  currency varchar not null,
  clears_period varchar,
  first_period varchar not null
);

create table reconciling_item_line (
  run_id varchar not null,
  item_key varchar not null,
  account varchar not null,
  side varchar not null,
  line_id varchar not null,
  amount decimal(38, 12) not null
);

create table item_acceptance (
  item_key varchar not null,
  period varchar not null,
  comment varchar not null,
  actor varchar not null,
  sequence bigint not null,
  is_active boolean not null
);
