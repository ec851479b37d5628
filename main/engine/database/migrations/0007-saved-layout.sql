alter table saved_mapping add column header varchar;
