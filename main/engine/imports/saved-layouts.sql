-- grain: one row per layout
-- unit and sign: none
-- source: saved_mapping, audit_event
-- depends on: saved_mapping, audit_event
-- checks: the last used first
select
  saved_mapping.fingerprint, saved_mapping.dataset, saved_mapping.mapping, saved_mapping.header,
  audit_event.recorded_at
from saved_mapping
left join audit_event on audit_event.sequence = saved_mapping.sequence
order by saved_mapping.sequence desc, saved_mapping.fingerprint
