import { AMOUNT_SCALE, divideHalfAwayFromZero } from "./amount.ts";

/** A price as it is kept: a cost and the quantity it bought, above zero, both in 10^-12. */
export interface UnitPrice {
  readonly cost: bigint;
  readonly quantity: bigint;
}

/** Every price that charges allow, where each cost and quantity is rounded as it was written. */
export interface PriceRange {
  readonly low: UnitPrice;
  readonly high: UnitPrice;
}

const ONE = 10n ** BigInt(AMOUNT_SCALE);

/**
 * The quotient of a cost and a quantity, for reading alone: no calculation goes on from it.
 * Units:   10^-12 of the currency per unit   Sign: that of the quotient
 * Law:     |price × quantity − cost| ≤ half a unit of quantity (test/laws/unit-price.test.ts)
 * Rounding: half away from zero at 12 decimals; the engine's unit-price.sql must equal this
 */
export function unitPriceUnits(cost: bigint, quantity: bigint): bigint {
  if (quantity === 0n) {
    throw new RangeError("a cost without a quantity has no price");
  }
  const [dividend, divisor] = quantity < 0n ? [-cost, -quantity] : [cost, quantity];
  return divideHalfAwayFromZero(dividend * ONE, divisor);
}

/** Below, above or equal, by products alone: two rounded quotients may be equal by chance. */
export function comparePrices(a: UnitPrice, b: UnitPrice): -1 | 0 | 1 {
  const [left, right] = [a.cost * b.quantity, b.cost * a.quantity];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The prices that all of some ranges allow; none where its low is above its high. */
export function commonRange(ranges: readonly PriceRange[]): PriceRange | null {
  const [first, ...others] = ranges;
  if (first === undefined) {
    return null;
  }
  return others.reduce(
    (common, { low, high }) => ({
      low: comparePrices(low, common.low) > 0 ? low : common.low,
      high: comparePrices(high, common.high) < 0 ? high : common.high,
    }),
    first,
  );
}

/** Whether one price explains all charges of a range. */
export function isOnePrice({ low, high }: PriceRange): boolean {
  return comparePrices(low, high) <= 0;
}
