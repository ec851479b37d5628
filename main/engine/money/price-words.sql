-- grain: a function of what price_input gave: a cost, a quantity and what evens them out
-- unit and sign: their quotient in 10^-12, half rounded up; null where its arguments are
-- source: its arguments, which are columns: inside a case each step would be divided again
-- depends on: nothing
-- checks: divisor up to 2^54, a thousand at a time; 128 bits would take ten times as long
create or replace temp macro price_words(dividend, divisor, last) as
cast(
  (dividend // divisor) * 1000000000 * last
  + (dividend % divisor * 1000 // divisor) * 1000000 * last
  + (dividend % divisor * 1000 % divisor * 1000 // divisor) * 1000 * last
  + (dividend % divisor * 1000 % divisor * 1000 % divisor * 1000 // divisor) * last
  + dividend % divisor * 1000 % divisor * 1000 % divisor * 1000 % divisor * last // divisor
  + case
    when dividend % divisor * 1000 % divisor * 1000 % divisor * 1000 % divisor * last % divisor
      >= divisor - (divisor >> 1)
    then 1 else 0
  end as decimal(18, 0)
) * 0.000000000001
