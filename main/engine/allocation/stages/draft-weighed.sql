-- grain: one row per segment and cost basis to split, with the weights that split it
-- unit and sign: billing currency; cost positive, credit negative
-- source: draft_inflow, draft_weight_set
-- depends on: weigh-rules.ts
-- checks: as many rows as draft_inflow
create or replace temp table draft_weighed as
with
weighed as (
  select draft_inflow.*, draft_weight_set.weight_set
  from draft_inflow
  join draft_weight_set using (rule_number, scope_id, basis)
)
select * from weighed
