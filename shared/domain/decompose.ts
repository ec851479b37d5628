import { divideHalfAwayFromZero } from "./amount.ts";
import type { VarianceConvention } from "./variance-effect.ts";

/** A value at the opening and at the closing. */
export type Pair = readonly [opening: bigint, closing: bigint];

/**
 * One leaf as a product: total quantity × share × price × discounts × exchange rate. `rungs` are
 * one to three amounts in billing currency, from the first price known to the cost.
 */
export interface Ladder {
  readonly opening: bigint;
  readonly closing: bigint;
  /** Where mix is wanted: the quantity of all leaves of one unit, above zero in both periods. */
  readonly total: Pair | null;
  readonly quantity: Pair;
  readonly rungs: readonly [Pair, ...Pair[]];
  /** Reporting currency per 1 of the billing currency, in 10^-12. */
  readonly rate: Pair;
}

/** Effects by position: total quantity, share (or quantity), the three rungs, exchange rate. */
export type LadderEffects = readonly [bigint, bigint, bigint, bigint, bigint, bigint];

const RATIO_BITS = 60n;
const ONE = 1n << RATIO_BITS;
const HALF = ONE >> 1n;
const WORD_LIMIT = 1n << 54n;
/** Beyond any stored amount; a leaf that would need it keeps its movement in the last factor. */
const EFFECT_LIMIT = 10n ** 37n;
const RATE_ONE = 10n ** 12n;

/** A marginal change's weight in sixtieths, by the factors in play and those already switched. */
const WEIGHTS: Readonly<Record<number, readonly bigint[]>> = {
  1: [60n],
  2: [30n, 30n],
  3: [20n, 10n, 20n],
  4: [15n, 5n, 5n, 15n],
  5: [12n, 3n, 2n, 3n, 12n],
  6: [10n, 2n, 1n, 1n, 2n, 10n],
};

/**
 * Splits closing − opening of one leaf over its factors, exactly.
 * Units:   10^-12 of the reporting currency   Sign: closing − opening
 * Law:     Σ effects = closing − opening; swapped periods negate symmetric effects
 *          (test/laws/decompose.test.ts)
 * Rounding: ratios at 60 binary places, every product and effect half away from zero at 12
 *          decimals; the last factor that moved takes the residue
 * Source:  methods.md 4.2 (Shapley) and 4.3 (standard cost: one factor after the other); the
 *          engine's decompose.sql must equal this on any input
 */
export function decompose(ladder: Ladder, convention: VarianceConvention): LadderEffects {
  const factors = readFactors(ladder);
  const moving = [0, 1, 2, 3, 4, 5].filter((position) => factors.isMoving[position] === true);
  const effects = [0n, 0n, 0n, 0n, 0n, 0n];
  const last = moving.at(-1) ?? 2;
  const value = coalitionValues(ladder, factors, moving);
  for (const [index, position] of moving.entries()) {
    const raw =
      convention === "symmetric"
        ? symmetricSum(value, moving.length, index)
        : 60n * (value((1 << (index + 1)) - 1) - value((1 << index) - 1));
    effects[position] = divideHalfAwayFromZero(raw, 60n);
  }
  effects[last] = 0n;
  if (effects.some((effect) => magnitude(effect) >= EFFECT_LIMIT)) {
    effects.fill(0n);
  }
  const others = effects.reduce((sum, effect) => sum + effect, 0n);
  effects[last] = ladder.closing - ladder.opening - others;
  const [total = 0n, share = 0n, first = 0n, second = 0n, third = 0n, rate = 0n] = effects;
  return [total, share, first, second, third, rate];
}

function symmetricSum(value: (mask: number) => bigint, count: number, index: number): bigint {
  const weights = WEIGHTS[count] ?? [];
  let sum = 0n;
  for (let mask = 0; mask < 1 << count; mask += 1) {
    const isSwitched = ((mask >> index) & 1) === 1;
    const weight = weights[bitCount(mask) - (isSwitched ? 1 : 0)] ?? 0n;
    sum += isSwitched ? weight * value(mask) : -weight * value(mask);
  }
  return sum;
}

function bitCount(mask: number): number {
  return mask === 0 ? 0 : (mask & 1) + bitCount(mask >> 1);
}

interface Factors {
  readonly isMoving: readonly boolean[];
  /** Ratios of the second to the first rung, the third to the second, and the rates. */
  readonly second: Pair;
  readonly third: Pair;
  readonly rate: Pair;
}

function readFactors({ total, quantity, rungs, rate }: Ladder): Factors {
  const [first, secondRung, thirdRung] = rungs;
  const hasQuantities = quantity[0] !== 0n && quantity[1] !== 0n;
  const second = rungRatio(quantity, first, secondRung);
  const third = rungRatio(quantity, secondRung ?? first, thirdRung);
  const rates: Pair = [fixedRatio(rate[0], RATE_ONE), fixedRatio(rate[1], RATE_ONE)];
  return {
    isMoving: [
      total !== null && total[0] !== total[1],
      isShareMoving(quantity, total),
      hasQuantities && first[0] * quantity[1] !== first[1] * quantity[0],
      second[0] !== second[1],
      third[0] !== third[1],
      rates[0] !== rates[1],
    ],
    second,
    third,
    rate: rates,
  };
}

function isShareMoving([before, after]: Pair, total: Pair | null): boolean {
  if (total === null || before === 0n || after === 0n || before < 0n !== after < 0n) {
    return before !== after;
  }
  return (
    fixedRatio(after, before) !== fixedRatio(total[1], total[0]) ||
    fixedRatio(before, after) !== fixedRatio(total[0], total[1])
  );
}

/** Both periods' ratio of a rung to the one above; where undefined, the other period's. */
function rungRatio(quantity: Pair, above: Pair, rung: Pair | undefined): Pair {
  if (rung === undefined) {
    return [ONE, ONE];
  }
  const own = (at: 0 | 1): bigint | null =>
    quantity[at] === 0n || above[at] === 0n ? null : fixedRatio(rung[at], above[at]);
  const [opening, closing] = [own(0), own(1)];
  return [opening ?? closing ?? ONE, closing ?? opening ?? ONE];
}

/** A ratio in 2^-60; very large values first lose the bits that their ratio can spare. */
function fixedRatio(dividend: bigint, divisor: bigint): bigint {
  const [above, below] = [magnitude(dividend), magnitude(divisor)];
  let shift = 0n;
  while ((above > below ? above : below) >> shift > WORD_LIMIT) {
    shift += 4n;
  }
  const whole = below >> shift === 0n ? below : below >> shift;
  const part = below >> shift === 0n ? above : above >> shift;
  return ((part << RATIO_BITS) + (whole >> 1n)) / whole;
}

function scaled(value: bigint, ratio: bigint): bigint {
  return (value * ratio + HALF) >> RATIO_BITS;
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/** The leaf's value with the factors of a mask at the closing and the others at the opening. */
function coalitionValues(
  ladder: Ladder,
  factors: Factors,
  moving: readonly number[],
): (mask: number) => bigint {
  const full = (1 << moving.length) - 1;
  return (mask) => {
    if (mask === 0 || mask === full) {
      return mask === 0 ? ladder.opening : ladder.closing;
    }
    const isClosing = (position: number): boolean =>
      moving.includes(position) && ((mask >> moving.indexOf(position)) & 1) === 1;
    return mixedValue(ladder, factors, moving, isClosing);
  };
}

function mixedValue(
  { total, quantity, rungs: [first] }: Ladder,
  factors: Factors,
  moving: readonly number[],
  isClosing: (position: number) => boolean,
): bigint {
  const own = (position: number): 0 | 1 | null =>
    moving.includes(position) ? (isClosing(position) ? 1 : 0) : null;
  const atShare = own(1) ?? own(0) ?? own(2) ?? 0;
  const atTotal = own(0) ?? atShare;
  const atPrice = own(2) ?? atShare;
  if (quantity[atShare] === 0n) {
    return 0n;
  }
  let value = magnitude(first[atPrice]);
  if (atShare !== atPrice) {
    value = scaled(value, fixedRatio(quantity[atShare], quantity[atPrice]));
  }
  if (total !== null && atTotal !== atShare) {
    value = scaled(value, fixedRatio(total[atTotal], total[atShare]));
  }
  for (const [position, ratio] of [factors.second, factors.third, factors.rate].entries()) {
    value = scaled(value, ratio[isClosing(position + 3) ? 1 : 0]);
  }
  return quantity[atShare] < 0n ? -value : value;
}
