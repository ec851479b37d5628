-- grain: a function of one amount, quantity or rate
-- unit and sign: decimal(38, 12) in, whole units of 10^-12 out; the same sign
-- source: its argument
-- depends on: nothing
-- checks: up to a million the digits come from 64 bits, which takes a twentieth of the time
create or replace temp macro amount_units(amount) as
case
  when amount between -999999 and 999999
  then cast(replace(cast(cast(amount as decimal(18, 12)) as varchar), '.', '') as hugeint)
  else cast(replace(cast(amount as varchar), '.', '') as hugeint)
end
