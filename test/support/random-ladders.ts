import fc from "fast-check";
import type { Ladder, Pair } from "../../shared/domain/decompose.ts";

const ONE = 10n ** 12n;
const small = fc.bigInt({ min: 1n, max: 10n ** 15n });
const edge = fc.constantFrom(1n, 2n, ONE, 5n * ONE, 10n ** 16n, 10n ** 18n, 10n ** 22n, 10n ** 27n);
const size = fc.oneof({ weight: 8, arbitrary: small }, { weight: 1, arbitrary: edge });
const pairOf = (value: fc.Arbitrary<bigint>): fc.Arbitrary<Pair> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.tuple(value, value) },
    { weight: 2, arbitrary: value.map((one): Pair => [one, one]) },
  );

/** A discount rung: the amount above times at most one, sometimes all or nothing of it. */
const below = (above: Pair): fc.Arbitrary<Pair> =>
  fc
    .tuple(fc.constantFrom(0n, 300n, 875n, 940n, 1000n), fc.constantFrom(0n, 700n, 940n, 1000n))
    .map(([a, b]): Pair => [(above[0] * a) / 1000n, (above[1] * b) / 1000n]);

interface Drawn {
  readonly quantity: Pair;
  readonly first: Pair;
  readonly signs: readonly [boolean, boolean];
  readonly empty: number;
  readonly total: Pair | null;
  readonly rate: Pair;
  readonly rungs: number;
}

const drawn: fc.Arbitrary<Drawn> = fc.record({
  quantity: pairOf(size),
  first: pairOf(size),
  signs: fc.tuple(fc.boolean(), fc.boolean()),
  empty: fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 1, 2, 3),
  total: fc.option(pairOf(small), { freq: 2 }),
  rate: fc.oneof(
    { weight: 3, arbitrary: fc.constant<Pair>([ONE, ONE]) },
    { weight: 1, arbitrary: pairOf(fc.bigInt({ min: ONE / 200n, max: 3n * ONE })) },
  ),
  rungs: fc.integer({ min: 1, max: 3 }),
});

/** Leaves as a variance meets them: zero and negative quantities, full discounts, rates. */
export const randomLadder: fc.Arbitrary<Ladder> = drawn.chain((draw) => {
  const gone = (at: 0 | 1): boolean => ((draw.empty >> at) & 1) === 1;
  const signed = ([a, b]: Pair): Pair => [
    gone(0) ? 0n : draw.signs[0] ? a : -a,
    gone(1) ? 0n : draw.signs[1] ? b : -b,
  ];
  const first = signed(draw.first);
  return below(first).chain((second) =>
    below(second).map((third) => {
      const rungs = [first, second, third].slice(0, draw.rungs);
      const cost = rungs.at(-1) ?? first;
      return {
        opening: (cost[0] * draw.rate[0]) / ONE,
        closing: (cost[1] * draw.rate[1]) / ONE,
        total: draw.total,
        quantity: signed(draw.quantity),
        rungs: [first, ...rungs.slice(1)],
        rate: draw.rate,
      };
    }),
  );
});
