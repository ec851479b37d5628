-- grain: one row per segment and cost basis with an amount
-- unit and sign: billing currency; cost positive, credit negative
-- source: draft_segment
-- depends on: draft-segment.sql
-- checks: sums equal those of draft_segment
create or replace temp table draft_amount as
with
unpivoted as (
  select segment_id, rule_number, named_target, entity, billing_currency, 'billed' as basis,
    billed_cost as amount
  from draft_segment
  union all
  select segment_id, rule_number, named_target, entity, billing_currency, 'effective',
    effective_cost
  from draft_segment
  union all
  select segment_id, rule_number, named_target, entity, billing_currency, 'contracted',
    contracted_cost
  from draft_segment
  union all
  select segment_id, rule_number, named_target, entity, billing_currency, 'list', list_cost
  from draft_segment
),
present as (
  select * from unpivoted where amount <> 0
)
select * from present
