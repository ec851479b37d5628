create table trial_balance (
  source_file_id varchar not null,
  source_row bigint not null,
  entity varchar not null,
  ledger_account varchar not null,
  account_name varchar,
  period varchar not null,
  special_period bigint,
  opening_balance decimal(38, 12),
  amount decimal(38, 12),
  closing_balance decimal(38, 12),
  currency varchar not null
);

create table ledger_account (
  source_file_id varchar not null,
  source_row bigint not null,
  entity varchar not null,
  ledger_account varchar not null,
  account_name varchar not null,
  account_type varchar,
  parent varchar,
  category varchar,
  normal_balance varchar,
  cost_category varchar,
  status varchar
);

create table cost_centre (
  source_file_id varchar not null,
  source_row bigint not null,
  code varchar not null,
  entity varchar not null,
  name varchar,
  parent varchar,
  owner varchar,
  valid_from date,
  valid_to date
);

create table legal_entity (
  source_file_id varchar not null,
  source_row bigint not null,
  code varchar not null,
  currency varchar,
  country varchar,
  name varchar,
  parent varchar,
  owner varchar,
  valid_from date,
  valid_to date
);

create table goods_receipt (
  source_file_id varchar not null,
  source_row bigint not null,
  document_number varchar not null,
  line_number varchar,
  purchase_order varchar not null,
  purchase_order_line varchar,
  vendor_id varchar,
  vendor_name varchar,
  posting_date date not null,
  description varchar,
  quantity decimal(38, 12),
  amount decimal(38, 12) not null,
  currency varchar not null,
  ledger_account varchar,
  cost_centre varchar,
  entity varchar not null
);

create table contract (
  source_file_id varchar not null,
  source_row bigint not null,
  contract_id varchar not null,
  title varchar,
  vendor_id varchar,
  vendor_name varchar not null,
  term_start date not null,
  term_end date not null,
  notice_date date,
  notice_days decimal(38, 12),
  renewal varchar,
  committed_amount decimal(38, 12) not null,
  drawn_amount decimal(38, 12),
  currency varchar not null,
  ledger_account varchar not null,
  cost_category varchar not null,
  cost_centre varchar not null,
  owner varchar not null,
  service varchar,
  status varchar,
  parent varchar,
  entity varchar not null
);

create table budget_line (
  source_file_id varchar not null,
  source_row bigint not null,
  version varchar,
  period varchar not null,
  special_period bigint,
  entity varchar not null,
  ledger_account varchar,
  cost_centre varchar,
  service varchar,
  project varchar,
  description varchar,
  amount decimal(38, 12) not null,
  currency varchar not null
);

create table fiscal_period (
  source_file_id varchar not null,
  source_row bigint not null,
  calendar varchar,
  fiscal_year varchar not null,
  fiscal_period varchar not null,
  period_start date not null,
  period_end date not null,
  status varchar
);

create table business_event (
  source_file_id varchar not null,
  source_row bigint not null,
  event_type varchar not null,
  title varchar not null,
  starts_on date not null,
  ends_on date,
  recorded_on date,
  service varchar,
  cost_centre varchar,
  reference varchar
);
