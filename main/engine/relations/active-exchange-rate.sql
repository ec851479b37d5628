-- grain: one row per date, currency pair and rate type of an active file
-- unit and sign: to_currency per 1 from_currency
-- source: exchange_rate
-- depends on: source_file, exchange_rate
-- checks: rows of withdrawn or superseded files are absent
create or replace view active_exchange_rate as
with
active as (
  select source_file_id
  from source_file
  where is_active
),
kept as (
  select exchange_rate.*
  from exchange_rate
  semi join active using (source_file_id)
)
select * from kept
