import { divideHalfAwayFromZero } from "../../../../shared/domain/amount.ts";

/** An exact number: a fraction with a positive denominator. */
export interface Exact {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** What a cell or a formula holds; an empty cell is null. */
export type Value = Exact | string | boolean | null;

export const NOTHING: Exact = { numerator: 0n, denominator: 1n };

export function isExact(value: Value): value is Exact {
  return typeof value === "object" && value !== null;
}

/** The decimal text of a file as the number it stands for. */
export function exactOf(text: string): Exact {
  const match = /^(-?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text.trim());
  if (match === null) {
    throw new SyntaxError(`"${text}" is no number`);
  }
  const [, sign, whole = "", fraction = "", exponentText = "0"] = match;
  const digits = BigInt(`${whole}${fraction}` || "0");
  const exponent = Number.parseInt(exponentText, 10) - fraction.length;
  const numerator = sign === "-" ? -digits : digits;
  return exponent >= 0
    ? { numerator: numerator * 10n ** BigInt(exponent), denominator: 1n }
    : { numerator, denominator: 10n ** BigInt(-exponent) };
}

export function add(a: Exact, b: Exact): Exact {
  return a.denominator === b.denominator
    ? { numerator: a.numerator + b.numerator, denominator: a.denominator }
    : {
        numerator: a.numerator * b.denominator + b.numerator * a.denominator,
        denominator: a.denominator * b.denominator,
      };
}

export function negative({ numerator, denominator }: Exact): Exact {
  return { numerator: -numerator, denominator };
}

export function multiply(a: Exact, b: Exact): Exact {
  return {
    numerator: a.numerator * b.numerator,
    denominator: a.denominator * b.denominator,
  };
}

export function divide(a: Exact, b: Exact): Exact {
  if (b.numerator === 0n) {
    throw new RangeError("a formula divides by zero");
  }
  const sign = b.numerator < 0n ? -1n : 1n;
  return {
    numerator: sign * a.numerator * b.denominator,
    denominator: sign * a.denominator * b.numerator,
  };
}

export function compare(a: Exact, b: Exact): -1 | 0 | 1 {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

export function roundTo(value: Exact, digits: number): Exact {
  const scale = 10n ** BigInt(digits);
  return {
    numerator: divideHalfAwayFromZero(value.numerator * scale, value.denominator),
    denominator: scale,
  };
}

export function sameValue(a: Value, b: Value): boolean {
  if (isExact(a) && isExact(b)) {
    return compare(a, b) === 0;
  }
  return a === b;
}
