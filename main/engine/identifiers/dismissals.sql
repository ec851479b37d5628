-- grain: the one row of the setting, or none
-- unit and sign: none
-- source: workspace_setting
-- depends on: nothing
-- checks: none
select value from workspace_setting where key = 'identifier_dismissals'
