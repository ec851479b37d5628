-- grain: one row per recorded event, newest first
-- unit and sign: none
-- source: audit_event
-- depends on: audit_event
-- checks: one page by $offset and $limit
select sequence, recorded_at as at, actor, action, subject, detail, hash
from audit_event
order by sequence desc
limit $limit offset $offset
