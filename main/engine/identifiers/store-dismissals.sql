-- grain: one row per setting of the workspace
-- unit and sign: none
-- source: suggestions a person does not want
-- depends on: workspace_setting
-- checks: none
insert or replace into workspace_setting (key, value) values ('identifier_dismissals', $keys)
