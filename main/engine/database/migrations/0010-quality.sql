create table quality_acceptance (
  failure_key varchar not null,
  test varchar not null,
  subject varchar not null,
  period varchar,
  comment varchar not null,
  actor varchar not null,
  sequence bigint not null,
  is_active boolean not null
);
