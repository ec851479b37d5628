-- grain: one row
-- unit and sign: none
-- source: draft_segment
-- depends on: the queries of compile-rules.ts
-- checks: none
select count(*) as segments from draft_segment
