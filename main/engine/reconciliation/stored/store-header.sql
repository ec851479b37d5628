-- grain: one row per run
-- unit and sign: tolerance and materiality in run currency
-- source: bound values
-- depends on: nothing
-- checks: run_id is a hash of the inputs
insert into reconciliation_run
values (
  $run_id,
  $period,
  $currency,
  $config_id,
  $input_hash,
  cast($tolerance as decimal(38, 12)),
  cast($materiality_absolute as decimal(38, 12)),
  cast($materiality_percent as decimal(38, 12)),
  $sequence
)
