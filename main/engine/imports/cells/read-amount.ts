import { readDecimal } from "../../../../shared/domain/amount.ts";

/** How the numbers of one column are written. */
export interface AmountConvention {
  readonly decimal: "." | ",";
  /** The only grouping sign that is accepted; absent accepts every sign but the decimal one. */
  readonly group?: "," | "." | " " | "'" | "none";
}

export type AmountReading =
  | { readonly kind: "empty" }
  | { readonly kind: "unreadable"; readonly reason: string }
  | {
      readonly kind: "value";
      readonly units: bigint;
      /** (text − units) in units of 10^-(12 + lostScale). */
      readonly lostDigits: bigint;
      readonly lostScale: number;
      /** The ISO code written beside the number, for example in `USD 12`. */
      readonly currency: string | null;
    };

/** A number without its sign, currency and brackets. */
export interface BareAmount {
  readonly digits: string;
  readonly isNegative: boolean;
  readonly currency: string | null;
}

const LARGEST_UNITS = 10n ** 38n;
const PLAIN = /^\d+$/;
const BLANKS = /[\u00a0\u2007\u2009\u202f]/g;
const MINUS_SIGNS = /[\u2212\ufe63\uff0d]/g;
const APOSTROPHES = /[\u2019\u02bc`´]/g;
const CURRENCY_BEFORE = /^[+-]?\s*(?:([A-Z]{3})(?![A-Za-z])|[A-Z]{0,2}\p{Sc})\s*/u;
const CURRENCY_AFTER = /\s*(?:(?<![A-Za-z])([A-Z]{3})|\p{Sc})$/u;
const SIDE_AFTER = /\s*(?<![A-Za-z])(?:CR|DR|H|S)\.?$/i;
/** What most files hold; read without looking for anything else. */
const PLAIN_AMOUNT = { ".": /^-?\d{1,25}(?:\.\d{1,12})?$/, ",": /^-?\d{1,25}(?:,\d{1,12})?$/ };
/** What is left of them: more decimals than are kept, and small numbers with an exponent. */
const BARE_AMOUNT = /^-?\d{1,25}\.\d{1,40}(?:[eE][+-]?\d{1,3})?$/;

/**
 * Reads one amount as people and systems write it: groups, decimal comma, brackets, trailing
 * minus, CR and DR, currency beside the number. Empty, unreadable and a value are three things.
 * Units:   10^-12 of the column's currency        Sign: minus, brackets, CR and H are negative
 * Rounding: digits beyond 12 half away from zero; what was lost is returned
 * Law: test/laws/read-amount.test.ts
 */
export function readAmount(text: string, convention: AmountConvention): AmountReading {
  if (PLAIN_AMOUNT[convention.decimal].test(text)) {
    const at = text.indexOf(convention.decimal);
    const decimals = at === -1 ? 0 : text.length - at - 1;
    const digits = BigInt(text.replace(convention.decimal, ""));
    return value(digits * 10n ** BigInt(12 - decimals), 0n, 0, null);
  }
  if (convention.decimal === "." && BARE_AMOUNT.test(text)) {
    return ofDecimal(text, false, null);
  }
  const bare = stripAmount(text);
  if (bare === "empty" || bare === "unreadable") {
    return bare === "empty" ? { kind: "empty" } : unreadable("it is not an amount");
  }
  const plain = ungroup(bare.digits, convention);
  if (plain === null) {
    return unreadable(reasonFor(bare.digits, convention));
  }
  return ofDecimal(plain, bare.isNegative, bare.currency);
}

function ofDecimal(plain: string, isNegative: boolean, currency: string | null): AmountReading {
  const read = readDecimal(plain);
  if (read.kind !== "value") {
    return unreadable("it is not an amount");
  }
  if (read.units >= LARGEST_UNITS || read.units <= -LARGEST_UNITS) {
    return unreadable("it has more than 26 digits before the decimal sign");
  }
  const sign = isNegative ? -1n : 1n;
  return value(sign * read.units, sign * read.lostDigits, read.lostScale, currency);
}

function value(
  units: bigint,
  lostDigits: bigint,
  lostScale: number,
  currency: string | null,
): AmountReading {
  return { kind: "value", units, lostDigits, lostScale, currency };
}

function unreadable(reason: string): AmountReading {
  return { kind: "unreadable", reason };
}

function reasonFor(digits: string, { decimal }: AmountConvention): string {
  if (digits.includes("%")) {
    return "it is a percentage";
  }
  const name = decimal === "." ? "decimal point" : "decimal comma";
  return /[.,]/.test(digits) ? `it does not fit the column's ${name}` : "it is not an amount";
}

/**
 * Takes sign, brackets, currency and side away from a number and keeps the rest as it is.
 * A lone dash is how ledgers print nothing, so it is empty; two signs at once are unreadable.
 */
export function stripAmount(text: string): BareAmount | "empty" | "unreadable" {
  let rest = text.replace(BLANKS, " ").replace(MINUS_SIGNS, "-").replace(APOSTROPHES, "'").trim();
  const marks: boolean[] = [];
  let currency: string | null = null;
  const strip = (pattern: RegExp, keep: (match: RegExpExecArray) => string): void => {
    const match = pattern.exec(rest);
    if (match !== null) {
      rest = keep(match).trim();
    }
  };
  const stripCurrency = (): void => {
    strip(CURRENCY_BEFORE, (match) => {
      currency ??= match[1] ?? null;
      return rest.slice(0, /^[+-]/.test(rest) ? 1 : 0) + rest.slice(match[0].length);
    });
    strip(CURRENCY_AFTER, (match) => {
      currency ??= match[1] ?? null;
      return rest.slice(0, match.index);
    });
  };
  strip(SIDE_AFTER, (match) => {
    marks.push(/(?:CR|H)\.?$/i.test(match[0]));
    return rest.slice(0, match.index);
  });
  stripCurrency();
  strip(/^\(.*\)$/s, () => {
    marks.push(true);
    return rest.slice(1, -1);
  });
  stripCurrency();
  strip(/^([+-])(?=.)|(?<=.)([+-])$/s, (match) => {
    marks.push((match[1] ?? match[2]) === "-");
    return match[1] === undefined ? rest.slice(0, -1) : rest.slice(1);
  });
  stripCurrency();
  if (rest === "-" || text.trim() === "") {
    return marks.length === 0 ? "empty" : "unreadable";
  }
  if (marks.length > 1 || !/^[\d.]|^,\d/.test(rest)) {
    return "unreadable";
  }
  return { digits: rest, isNegative: marks[0] ?? false, currency };
}

/** Decimal text with a point and without groups; null where the groups are not well formed. */
function ungroup(digits: string, { decimal, group }: AmountConvention): string | null {
  const exponentAt = digits.search(/e/i);
  const mantissa = exponentAt === -1 ? digits : digits.slice(0, exponentAt);
  const exponent = exponentAt === -1 ? "" : digits.slice(exponentAt);
  const decimalAt = mantissa.lastIndexOf(decimal);
  const whole = decimalAt === -1 ? mantissa : mantissa.slice(0, decimalAt);
  const fraction = decimalAt === -1 ? "" : mantissa.slice(decimalAt + 1);
  if (!/^\d*$/.test(fraction) || (exponent !== "" && !/^e[+-]?\d{1,3}$/i.test(exponent))) {
    return null;
  }
  const plain = PLAIN.test(whole) || whole === "" ? whole : withoutGroups(whole, decimal, group);
  if (plain === null || (exponent !== "" && plain !== whole)) {
    return null;
  }
  return `${plain}.${fraction}${exponent}`;
}

function withoutGroups(
  whole: string,
  decimal: "." | ",",
  group: AmountConvention["group"],
): string | null {
  const sign = whole.replace(/\d/g, "").charAt(0);
  const isAllowed = group === undefined ? sign !== decimal : sign === group;
  if (!isAllowed || !",. '".includes(sign)) {
    return null;
  }
  const parts = whole.split(sign);
  const [first = "", ...rest] = parts;
  const isWestern = rest.every((part) => /^\d{3}$/.test(part));
  // Indian groups: two digits each, three in the last.
  const last = rest.length - 1;
  const isIndian =
    sign === "," && rest.every((part, at) => (at === last ? /^\d{3}$/ : /^\d{2}$/).test(part));
  // "0.123" is a fraction in any convention: nobody groups behind a zero.
  const isFirst = /^[1-9]\d{0,2}$/.test(first) && (isWestern || first.length <= 2);
  return isFirst && (isWestern || isIndian) ? parts.join("") : null;
}
