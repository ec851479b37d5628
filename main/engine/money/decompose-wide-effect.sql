-- grain: one row per effect of a leaf the reference decomposed
-- unit and sign: reporting currency; closing − opening
-- source: its parameters
-- depends on: decompose_output
-- checks: none
insert into decompose_output
select $leaf_id, $position, cast($amount as decimal(38, 12))
