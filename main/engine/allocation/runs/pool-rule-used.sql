-- grain: one row per rule that took something from a pool
-- unit and sign: none
-- source: draft_move
-- depends on: move-parts.sql
-- checks: none
select distinct rule_number from draft_move where pool is not null and rule_number is not null
