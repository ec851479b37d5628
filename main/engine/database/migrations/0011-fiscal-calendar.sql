create table workspace_period (
  period varchar primary key,
  fiscal_year integer not null,
  quarter integer not null,
  first_day date not null,
  last_day date not null,
  nominal_month varchar
);

create table workspace_day (
  day date not null,
  period varchar not null
);

create table charge_part (
  source_file_id varchar not null,
  row_index bigint not null,
  part integer not null,
  first_day date not null,
  last_day date not null,
  billed_period varchar,
  effective_period varchar not null,
  billed_cost decimal(38, 12),
  effective_cost decimal(38, 12),
  contracted_cost decimal(38, 12),
  list_cost decimal(38, 12),
  pricing_quantity decimal(38, 12),
  consumed_quantity decimal(38, 12),
  commitment_discount_quantity decimal(38, 12),
  pricing_currency_effective_cost decimal(38, 12)
);

create table file_placement (
  source_file_id varchar primary key,
  imported_sequence bigint not null,
  has_parts boolean not null,
  has_later boolean not null
);

alter table ledger_entry add column posting_period varchar;

alter table ledger_entry add column is_period_dated boolean;

alter table trial_balance add column posting_period varchar;

alter table budget_line add column posting_period varchar;
