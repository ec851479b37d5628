create table allocation_treatment (
  run_id varchar not null,
  rule_id varchar not null,
  treatment varchar not null,
  primary key (run_id, rule_id)
);

create table taxonomy_version (
  taxonomy_id varchar primary key,
  version bigint not null,
  text varchar not null,
  sequence bigint not null
);
