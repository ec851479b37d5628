import { AMOUNT_SCALE, divideHalfAwayFromZero } from "./amount.ts";
import { roundColumn } from "./apportion.ts";

const ONE = 10n ** BigInt(AMOUNT_SCALE);

export interface ConvertibleAmount {
  /** Decides ties in the fraction; unique within one conversion. */
  readonly code: string;
  readonly units: bigint;
}

/**
 * Converts the amounts of one source, currency and period, rounding only their total.
 * Units:   10^-12 of the source currency in, of the target currency out; the rate in 10^-12
 * Sign:    follows each amount
 * Law:     Σ converted = round(Σ amounts × rate) (test/laws/convert.test.ts)
 * Rounding: the total half away from zero at 12 decimals; rows by the signed largest remainder
 * Errors:  RangeError on a rate that is not positive
 * Source:  settled.md 6; methods.md 1.2; the engine's convert.sql must equal this on any input
 */
export function convertAmounts(amounts: readonly ConvertibleAmount[], rateUnits: bigint): bigint[] {
  if (rateUnits <= 0n) {
    throw new RangeError("an exchange rate is above zero");
  }
  return roundColumn(
    amounts.map(({ code, units }) => ({
      code,
      value: { numerator: units * rateUnits, denominator: ONE },
    })),
  );
}

/**
 * The rate one amount implies for another, for words only; no amount is computed from it.
 * Units:   to-currency per 1 from-currency at 12 decimals; null where `fromUnits` is zero
 * Rounding: half away from zero at 6 decimals
 */
export function impliedRate(toUnits: bigint, fromUnits: bigint): bigint | null {
  if (fromUnits === 0n) {
    return null;
  }
  const sign = fromUnits < 0n ? -1n : 1n;
  return divideHalfAwayFromZero(toUnits * sign * 1_000_000n, fromUnits * sign) * 1_000_000n;
}
