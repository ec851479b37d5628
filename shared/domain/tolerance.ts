import { toUnits } from "./amount.ts";

/** Whether a difference of either sign is no larger than the tolerance. */
export function isWithin(difference: string, tolerance: string): boolean {
  const units = toUnits(difference);
  return (units < 0n ? -units : units) <= toUnits(tolerance);
}

/**
 * Whether an amount needs an explanation of its own.
 * Units:   amount, base and the absolute limit in one currency; percent of the base
 * Sign:    either; only sizes are compared
 * Source:  methods.md 4.7: above the absolute limit and above the percentage; base 0 passes it
 */
export function isMaterial(
  amount: string,
  base: string,
  materiality: { readonly absolute: string; readonly percent: string },
): boolean {
  const size = absolute(toUnits(amount));
  const isLargeInPercent =
    toUnits(base) === 0n ||
    size * 100n * ONE > absolute(toUnits(base)) * toUnits(materiality.percent);
  return size > toUnits(materiality.absolute) && isLargeInPercent;
}

/**
 * Whether two amounts agree within the smaller of an absolute and a percentage tolerance.
 * Units:   both amounts and the absolute tolerance in one currency; percent of the smaller amount
 * Sign:    amounts of opposite sign never agree
 * Law:     equals pass 4 of the engine (test/laws/matching.test.ts)
 * Source:  methods.md 3.4, pass 4
 */
export function agreesWithin(
  a: string,
  b: string,
  tolerance: { readonly absolute: string; readonly percent: string },
): boolean {
  const left = toUnits(a);
  const right = toUnits(b);
  if (left < 0n !== right < 0n) {
    return false;
  }
  const gap = absolute(left - right);
  const smaller = absolute(left) < absolute(right) ? absolute(left) : absolute(right);
  const isNearInPercent = gap * 100n * ONE <= smaller * toUnits(tolerance.percent);
  return gap <= toUnits(tolerance.absolute) && isNearInPercent;
}

const ONE = 10n ** 12n;

function absolute(units: bigint): bigint {
  return units < 0n ? -units : units;
}
