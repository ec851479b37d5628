import type { Ladder, Pair } from "../../shared/domain/decompose.ts";

/** A number as numerator over denominator, of any size and exact. */
export interface Rational {
  readonly top: bigint;
  readonly bottom: bigint;
}

const whole = (value: bigint): Rational => ({ top: value, bottom: 1n });
const times = (a: Rational, b: Rational): Rational => reduced(a.top * b.top, a.bottom * b.bottom);
const over = (a: bigint, b: bigint): Rational => reduced(a, b);
const plus = (a: Rational, b: Rational): Rational =>
  reduced(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom);

function reduced(top: bigint, bottom: bigint): Rational {
  let [a, b] = [top < 0n ? -top : top, bottom < 0n ? -bottom : bottom];
  while (b !== 0n) {
    [a, b] = [b, a % b];
  }
  const sign = bottom < 0n ? -1n : 1n;
  return a === 0n ? whole(0n) : { top: (sign * top) / a, bottom: (sign * bottom) / a };
}

/** The definition itself: the mean of a factor's marginal change over all orders, exactly. */
export function exactShapley(ladder: Ladder): Rational[] {
  const factors = exactFactors(ladder);
  const effects = factors.map(() => whole(0n));
  const orders = permutations(factors.map((_, index) => index));
  for (const order of orders) {
    const state = factors.map(() => 0);
    let before = product(factors, state);
    for (const index of order) {
      state[index] = 1;
      const after = product(factors, state);
      const change = plus(after, times(before, whole(-1n)));
      effects[index] = plus(effects[index] ?? whole(0n), change);
      before = after;
    }
  }
  return effects.map((effect) => times(effect, over(1n, BigInt(orders.length))));
}

function product(factors: readonly (readonly [Rational, Rational])[], state: number[]): Rational {
  return factors.reduce(
    (value, factor, index) => times(value, factor[state[index] === 1 ? 1 : 0]),
    whole(1n),
  );
}

function permutations(values: readonly number[]): number[][] {
  return values.length === 0
    ? [[]]
    : values.flatMap((value) =>
        permutations(values.filter((other) => other !== value)).map((rest) => [value, ...rest]),
      );
}

/** Total, share, first price, two discounts and the rate; undefined ones take the other's value. */
function exactFactors({ total, quantity, rungs, rate }: Ladder): [Rational, Rational][] {
  const [first, second, third] = rungs;
  const ratio = (a: Pair, b: Pair): [Rational, Rational] => {
    const own = (at: 0 | 1): Rational | null =>
      b[at] === 0n || quantity[at] === 0n ? null : over(a[at], b[at]);
    const one = whole(1n);
    return [own(0) ?? own(1) ?? one, own(1) ?? own(0) ?? one];
  };
  const unit = 10n ** 12n;
  return [
    total === null ? [whole(1n), whole(1n)] : [whole(total[0]), whole(total[1])],
    total === null
      ? [whole(quantity[0]), whole(quantity[1])]
      : [over(quantity[0], total[0]), over(quantity[1], total[1])],
    ratio(first, quantity),
    second === undefined ? [whole(1n), whole(1n)] : ratio(second, first),
    third === undefined || second === undefined ? [whole(1n), whole(1n)] : ratio(third, second),
    [over(rate[0], unit), over(rate[1], unit)],
  ];
}

/** Distance of an integer from an exact number, rounded down. */
export function distance(value: bigint, { top, bottom }: Rational): bigint {
  const gap = value * bottom - top;
  return (gap < 0n ? -gap : gap) / bottom;
}
