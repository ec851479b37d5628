-- grain: one row per thing a run was made of
-- unit and sign: none
-- source: bound values
-- depends on: run_input
-- checks: its rows equal those of run-input.sql when the run was made
insert into run_input
select
  $run_id,
  unnest($kinds),
  unnest($names),
  unnest($contents)
