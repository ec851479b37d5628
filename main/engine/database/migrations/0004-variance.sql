create table variance_run (
  run_id varchar primary key,
  parameters varchar not null,
  input_hash varchar not null,
  opening decimal(38, 12) not null,
  closing decimal(38, 12) not null,
  leaves bigint not null,
  fallbacks varchar not null,
  sequence bigint not null
);

create table variance_leaf (
  run_id varchar not null,
  leaf_id bigint not null,
  path_1 varchar,
  path_2 varchar,
  path_3 varchar,
  leaf_key varchar not null,
  opening decimal(38, 12) not null,
  closing decimal(38, 12) not null
);

create table variance_effect (
  run_id varchar not null,
  leaf_id bigint not null,
  effect varchar not null,
  amount decimal(38, 12) not null
);
