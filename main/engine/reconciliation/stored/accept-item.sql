-- grain: one row per acceptance given
-- unit and sign: none
-- source: bound values
-- depends on: item_acceptance
-- checks: the caller saw that none is in force
insert into item_acceptance
values ($item_key, $period, $comment, $actor, $sequence, true)
