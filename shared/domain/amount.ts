/** Decimals kept in every stored amount. */
export const AMOUNT_SCALE = 12;
const UNITS_PER_ONE = 10n ** BigInt(AMOUNT_SCALE);
const DECIMAL_TEXT = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;

/** An exact decimal as text, e.g. `-12.5`. The only form in which money crosses a process. */
export type Amount = string & { readonly __brand: "Amount" };

export type ParsedDecimal =
  | { readonly kind: "empty" }
  | { readonly kind: "unreadable" }
  /** `lostDigits` is (text − units) in units of 10^-(AMOUNT_SCALE + lostScale). */
  | {
      readonly kind: "value";
      readonly units: bigint;
      readonly lostDigits: bigint;
      readonly lostScale: number;
    };

/**
 * Reads plain or scientific decimal text to integer units of 10^-12.
 * Rounding: digits beyond AMOUNT_SCALE round half away from zero; what was lost is returned.
 */
export function readDecimal(text: string): ParsedDecimal {
  const trimmed = text.trim();
  if (trimmed === "") {
    return { kind: "empty" };
  }
  const match = DECIMAL_TEXT.exec(trimmed);
  const whole = match?.[2] ?? "";
  const fraction = match?.[3] ?? "";
  if (match === null || whole + fraction === "") {
    return { kind: "unreadable" };
  }
  const exponent = match[4] === undefined ? 0 : Number.parseInt(match[4], 10);
  const digits = BigInt(whole + fraction);
  const signed = match[1] === "-" ? -digits : digits;
  return scaleDigits(signed, fraction.length - exponent);
}

function scaleDigits(digits: bigint, scale: number): ParsedDecimal {
  if (scale <= AMOUNT_SCALE) {
    const units = digits * 10n ** BigInt(AMOUNT_SCALE - scale);
    return { kind: "value", units, lostDigits: 0n, lostScale: 0 };
  }
  const lostScale = scale - AMOUNT_SCALE;
  const divisor = 10n ** BigInt(lostScale);
  const units = divideHalfAwayFromZero(digits, divisor);
  return { kind: "value", units, lostDigits: digits - units * divisor, lostScale };
}

/** Integer division that rounds half away from zero. `divisor` must be positive. */
export function divideHalfAwayFromZero(dividend: bigint, divisor: bigint): bigint {
  const negative = dividend < 0n;
  const magnitude = negative ? -dividend : dividend;
  const quotient = (2n * magnitude + divisor) / (2n * divisor);
  return negative ? -quotient : quotient;
}

/** Units of 10^-12 of exact decimal text. Errors: throws RangeError on text that is no decimal. */
export function toUnits(amount: Amount | string): bigint {
  const parsed = readDecimal(amount);
  if (parsed.kind !== "value" || parsed.lostDigits !== 0n) {
    throw new RangeError(`"${amount}" is not a decimal with at most ${AMOUNT_SCALE} decimals`);
  }
  return parsed.units;
}

/** Canonical decimal text of integer units: no trailing zeros, no exponent, no negative zero. */
export function fromUnits(units: bigint, scale: number = AMOUNT_SCALE): Amount {
  const negative = units < 0n;
  const digits = (negative ? -units : units).toString().padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, "");
  const text = fraction === "" ? whole : `${whole}.${fraction}`;
  return (negative ? `-${text}` : text) as Amount;
}

/** Canonical form of decimal text; throws RangeError where `toUnits` does. */
export function canonicalAmount(text: string): Amount {
  return fromUnits(toUnits(text));
}

export function addAmounts(amounts: Iterable<Amount | string>): Amount {
  let sum = 0n;
  for (const amount of amounts) {
    sum += toUnits(amount);
  }
  return fromUnits(sum);
}

export function subtractAmounts(minuend: Amount | string, subtrahend: Amount | string): Amount {
  return fromUnits(toUnits(minuend) - toUnits(subtrahend));
}

export function negateAmount(amount: Amount | string): Amount {
  return fromUnits(-toUnits(amount));
}

/** −1, 0 or 1, as `a` is smaller than, equal to or greater than `b`. */
export function compareAmounts(a: Amount | string, b: Amount | string): -1 | 0 | 1 {
  const difference = toUnits(a) - toUnits(b);
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

/** Rounds to `digits` decimals, half away from zero: the presentation rule. */
export function roundAmount(amount: Amount | string, digits: number): Amount {
  const step = UNITS_PER_ONE / 10n ** BigInt(digits);
  return fromUnits(divideHalfAwayFromZero(toUnits(amount), step) * step);
}
