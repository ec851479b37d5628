create table identifier_entry (
  identifier varchar not null,
  position integer not null,
  value varchar not null,
  gives varchar not null,
  valid_from varchar not null,
  valid_to varchar not null
);
