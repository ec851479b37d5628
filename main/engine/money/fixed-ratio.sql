-- grain: a function of two magnitudes up to 2^54
-- unit and sign: dividend over divisor in 2^-60, half rounded up; null where the divisor is zero
-- source: its arguments
-- depends on: nothing
-- checks: ten bits at a time, because a division of 64 bits takes a fiftieth of one of 128
create or replace temp macro fixed_ratio(dividend, divisor) as
(cast(dividend // divisor as hugeint) << 60)
+ cast(
  1125899906842624 * (dividend % divisor * 1024 // divisor)
  + 1099511627776 * (dividend % divisor * 1024 % divisor * 1024 // divisor)
  + 1073741824 * (dividend % divisor * 1024 % divisor * 1024 % divisor * 1024 // divisor)
  + 1048576 * (
    dividend % divisor * 1024 % divisor * 1024 % divisor * 1024 % divisor * 1024 // divisor
  )
  + 1024 * (
    dividend % divisor * 1024 % divisor * 1024 % divisor * 1024 % divisor * 1024 % divisor
    * 1024 // divisor
  )
  + dividend % divisor * 1024 % divisor * 1024 % divisor * 1024 % divisor * 1024 % divisor
    * 1024 % divisor * 1024 // divisor
  + case
    when dividend % divisor * 1024 % divisor * 1024 % divisor * 1024 % divisor * 1024 % divisor
      * 1024 % divisor * 1024 % divisor >= divisor - (divisor >> 1)
    then 1 else 0
  end as hugeint)
