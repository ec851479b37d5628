create table run_input (
  run_id varchar not null,
  kind varchar not null,
  name varchar not null,
  content varchar not null
);
