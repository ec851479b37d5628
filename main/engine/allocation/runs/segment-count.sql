-- grain: one row
-- unit and sign: none
-- source: draft_segment
-- depends on: draft-segment.sql
-- checks: none
select count(*) as segments from draft_segment
