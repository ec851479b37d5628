-- grain: one row per billing account and span of billing periods
-- unit and sign: none
-- source: billing_account_entity
-- depends on: billing_account_entity
-- checks: spans of one account do not overlap; refused when they are set
select
  billing_account_id as account,
  entity,
  strftime(valid_from, '%Y-%m') as valid_from,
  strftime(valid_to - interval 1 day, '%Y-%m') as valid_to
from billing_account_entity
order by account, billing_account_entity.valid_from nulls first, entity
