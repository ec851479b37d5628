-- grain: one row per acceptance given
-- unit and sign: none
-- source: bound values
-- depends on: quality_acceptance
-- checks: the caller saw that none is in force
insert into quality_acceptance
values ($failure_key, $test, $subject, $period, $comment, $actor, $sequence, true)
