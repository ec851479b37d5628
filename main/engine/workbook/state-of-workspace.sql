-- grain: one row
-- unit and sign: none
-- source: workspace_setting, audit_event
-- depends on: nothing
-- checks: none
select
  coalesce((select value from workspace_setting where key = 'entity'), '') as entity,
  coalesce(
    (select recorded_at from audit_event order by sequence desc limit 1),
    '1970-01-01T00:00:00Z'
  ) as state_at
