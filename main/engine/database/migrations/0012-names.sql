create table allocation_treatment (
  run_id varchar not null,
  rule_id varchar not null,
  treatment varchar not null,
  primary key (run_id, rule_id)
);
