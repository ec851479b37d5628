import { divideHalfAwayFromZero } from "./amount.ts";

/**
 * Spreads an amount over consecutive slices of time by their length in days.
 * Units:   integer units of the amount; days are whole and not negative
 * Sign:    of the amount, or zero
 * Law:     Σ slices = amount, and no running total is off by more than half a unit
 *          (test/laws/amortise.test.ts)
 * Rounding: the running total half away from zero; a slice is what the running total gains
 * Errors:  RangeError on a negative length or no day at all
 * Source:  methods.md 1.2; the engine's amortise.sql must equal this on any input
 */
export function amortise(amountUnits: bigint, days: readonly bigint[]): bigint[] {
  if (days.some((length) => length < 0n)) {
    throw new RangeError("a slice of time cannot have fewer than no days");
  }
  const total = days.reduce((sum, length) => sum + length, 0n);
  if (total === 0n) {
    throw new RangeError("an amount cannot be spread over no days");
  }
  let elapsed = 0n;
  let recognised = 0n;
  return days.map((length) => {
    elapsed += length;
    const running = divideHalfAwayFromZero(amountUnits * elapsed, total);
    const slice = running - recognised;
    recognised = running;
    return slice;
  });
}
