-- grain: one row per run
-- unit and sign: reporting currency; cost positive, credit negative
-- source: its parameters
-- depends on: variance_run
-- checks: runs are immutable; the key is the hash of inputs and parameters
insert into variance_run (
  run_id, parameters, input_hash, opening, closing, leaves, fallbacks, sequence
)
values (
  $run_id, $parameters, $input_hash, cast($opening as decimal(38, 12)),
  cast($closing as decimal(38, 12)), $leaves, $fallbacks, $sequence
)
