-- grain: one row per setting
-- unit and sign: none
-- source: parameters
-- depends on: workspace_setting
-- checks: one value per key
insert or replace into workspace_setting (key, value) values ($key, $value)
