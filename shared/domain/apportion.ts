export interface WeightedTarget {
  /** Target code; ties in the fraction go to the smaller code by code point. */
  readonly code: string;
  readonly weight: bigint;
}

const WEIGHT_TOTAL_MAX = 10n ** 18n;

/**
 * Splits an amount over weighted targets exactly, by largest remainder.
 * Units:   integer units of the amount; weights are dimensionless, ≥ 0
 * Sign:    taken out first and put back last, so no part has the opposite sign
 * Law:     Σ parts = amount (test/laws/apportion.test.ts)
 * Rounding: one unit each to the largest fractions, ties by target code ascending
 * Errors:  RangeError on a negative weight, a repeated code or a weight total of zero
 * Source:  methods.md 1.2 form; the engine's apportion.sql must equal this on any input
 */
export function apportion(amountUnits: bigint, targets: readonly WeightedTarget[]): bigint[] {
  const weights = scaledWeights(targets);
  const weightTotal = total(weights);
  if (weightTotal === 0n) {
    throw new RangeError("an amount cannot be split by weights that total zero");
  }
  const magnitude = amountUnits < 0n ? -amountUnits : amountUnits;
  const sign = amountUnits < 0n ? -1n : 1n;
  const whole = magnitude / weightTotal;
  const rest = magnitude % weightTotal;
  const parts = weights.map((weight) => whole * weight + (rest * weight) / weightTotal);
  const fractions = weights.map((weight) => (rest * weight) % weightTotal);
  let left = magnitude - total(parts);
  const order = targets.map((_, index) => index);
  order.sort((a, b) => compareFractions(fractions, targets, a, b));
  for (const index of order) {
    if (left === 0n) {
      break;
    }
    parts[index] = (parts[index] ?? 0n) + 1n;
    left -= 1n;
  }
  return parts.map((part) => part * sign);
}

/** Weights divided by the smallest power of ten with which they total at most 10^18. */
function scaledWeights(targets: readonly WeightedTarget[]): bigint[] {
  const codes = new Set<string>();
  for (const { code, weight } of targets) {
    if (weight < 0n) {
      throw new RangeError(`target "${code}" has the negative weight ${weight}`);
    }
    if (codes.has(code)) {
      throw new RangeError(`target "${code}" is named twice`);
    }
    codes.add(code);
  }
  let scaled = targets.map(({ weight }) => weight);
  for (let divisor = 10n; total(scaled) > WEIGHT_TOTAL_MAX; divisor *= 10n) {
    scaled = targets.map(({ weight }) => weight / divisor);
  }
  return scaled;
}

function total(values: readonly bigint[]): bigint {
  return values.reduce((sum, value) => sum + value, 0n);
}

function compareFractions(
  fractions: readonly bigint[],
  targets: readonly WeightedTarget[],
  a: number,
  b: number,
): number {
  const fractionA = fractions[a] ?? 0n;
  const fractionB = fractions[b] ?? 0n;
  if (fractionA !== fractionB) {
    return fractionA > fractionB ? -1 : 1;
  }
  return compareByCodePoint(targets[a]?.code ?? "", targets[b]?.code ?? "");
}

/** Code-point order, the order of the engine's binary collation. */
export function compareByCodePoint(a: string, b: string): number {
  const left = Array.from(a);
  const right = Array.from(b);
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const difference = (left[index]?.codePointAt(0) ?? 0) - (right[index]?.codePointAt(0) ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }
  return left.length - right.length;
}

/** One exact number as numerator over a positive denominator. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/**
 * Rounds a column of mixed signs so that the parts re-add to the rounded total.
 * Law:     Σ parts = round half away from zero (Σ column) (test/laws/round-column.test.ts)
 * Rounding: truncate toward zero, then sign(r) to the |r| parts with the largest
 *           remainder × sign(r); ties by code ascending; exact values are never touched
 * Source:  methods.md 1.2
 */
export function roundColumn(
  column: readonly { readonly code: string; readonly value: Fraction }[],
): bigint[] {
  const denominator = column.reduce((product, cell) => lcm(product, cell.value.denominator), 1n);
  const scaled = column.map((c) => c.value.numerator * (denominator / c.value.denominator));
  const truncated = scaled.map((value) => value / denominator);
  const remainders = scaled.map((value) => value % denominator);
  const exactTotal = total(scaled);
  const magnitude = exactTotal < 0n ? -exactTotal : exactTotal;
  const roundedMagnitude = (2n * magnitude + denominator) / (2n * denominator);
  const roundedTotal = exactTotal < 0n ? -roundedMagnitude : roundedMagnitude;
  let gap = roundedTotal - total(truncated);
  const direction = gap < 0n ? -1n : 1n;
  const order = column
    .map((cell, index) => ({ code: cell.code, index, key: (remainders[index] ?? 0n) * direction }))
    .sort((a, b) =>
      a.key === b.key ? compareByCodePoint(a.code, b.code) : a.key > b.key ? -1 : 1,
    );
  const result = [...truncated];
  for (const { index } of order) {
    if (gap === 0n) {
      break;
    }
    result[index] = (result[index] ?? 0n) + direction;
    gap -= direction;
  }
  return result;
}

function lcm(a: bigint, b: bigint): bigint {
  return (a / gcd(a, b)) * b;
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b);
}
