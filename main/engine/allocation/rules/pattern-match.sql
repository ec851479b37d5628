-- grain: one row
-- unit and sign: none
-- source: a condition's pattern
-- depends on: nothing
-- checks: fails where the pattern is no regular expression
select regexp_full_match('', $pattern) as is_match
