create table allocation_rule_set (
  rule_set_id varchar primary key,
  version bigint not null,
  text varchar not null,
  sequence bigint not null
);

create table allocation_run (
  run_id varchar primary key,
  period varchar not null,
  rule_set_id varchar not null,
  input_hash varchar not null,
  sequence bigint not null,
  findings varchar not null
);

create table allocation_total (
  run_id varchar not null,
  entity varchar not null,
  currency varchar not null,
  basis varchar not null,
  amount_in decimal(38, 12) not null,
  amount_allocated decimal(38, 12) not null,
  amount_unallocated decimal(38, 12) not null
);

create table allocation_segment (
  run_id varchar not null,
  segment_id bigint not null,
  rule_id varchar,
  entity varchar not null,
  billing_currency varchar not null,
  source_file_id varchar not null,
  provider_name varchar,
  service_category varchar,
  service_name varchar,
  billing_account_id varchar,
  sub_account_id varchar,
  sub_account_name varchar,
  charge_category varchar,
  invoice_id varchar,
  attribute_values varchar,
  charges bigint not null,
  row_first bigint not null,
  row_last bigint not null,
  billed_cost decimal(38, 12) not null,
  effective_cost decimal(38, 12) not null,
  contracted_cost decimal(38, 12) not null,
  list_cost decimal(38, 12) not null
);

create table allocation_move (
  run_id varchar not null,
  stage integer not null,
  rule_id varchar,
  segment_id bigint not null,
  pool varchar,
  target varchar not null,
  weight bigint not null,
  weight_total bigint not null,
  is_final boolean not null,
  billed_cost decimal(38, 12) not null,
  effective_cost decimal(38, 12) not null,
  contracted_cost decimal(38, 12) not null,
  list_cost decimal(38, 12) not null
);

create view allocated_segment as
with
move as (
  select run_id, stage, rule_id, segment_id, pool, target, is_final,
    cast(weight as hugeint) as weight, cast(weight_total as hugeint) as weight_total,
    billed_cost, effective_cost, contracted_cost, list_cost
  from allocation_move
),
part as (
  select run_id, 'billed' as basis, stage, rule_id, segment_id, pool, target, weight,
    weight_total, billed_cost as amount, is_final
  from move
  union all
  select run_id, 'effective', stage, rule_id, segment_id, pool, target, weight,
    weight_total, effective_cost, is_final
  from move
  union all
  select run_id, 'contracted', stage, rule_id, segment_id, pool, target, weight,
    weight_total, contracted_cost, is_final
  from move
  union all
  select run_id, 'list', stage, rule_id, segment_id, pool, target, weight,
    weight_total, list_cost, is_final
  from move
)
select * from part where amount <> 0;
