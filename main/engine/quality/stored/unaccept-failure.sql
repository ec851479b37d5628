-- grain: the acceptance in force, which ends
-- unit and sign: none
-- source: quality_acceptance
-- depends on: nothing
-- checks: the row stays as a record
update quality_acceptance
set is_active = false
where failure_key = $failure_key and is_active
