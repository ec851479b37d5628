import {
  AMOUNT_SCALE,
  compareAmounts,
  divideHalfAwayFromZero,
  fromUnits,
  toUnits,
} from "./domain/amount.ts";
import type { Period } from "./domain/period.ts";

export interface AmountFormat {
  /** Decimals shown; the amount is rounded half away from zero, exactly. Absent shows all. */
  readonly digits?: number;
  /** Shown in units of 10^power, thousands for 3; needs `digits`. */
  readonly power?: number;
  /** How a credit is written: `(1,250.00)` or `-1,250.00`. */
  readonly negative?: "parentheses" | "minus";
  /** Adds the space a closing parenthesis takes, so that a right-aligned column stands. */
  readonly aligned?: boolean;
  /** What stands for exactly zero; absent shows it like any amount. */
  readonly zero?: string;
}

/**
 * An amount as a reader of accounts expects it, straight from its decimal text.
 * Units:   the amount's own, divided by 10^power
 * Rounding: half away from zero to `digits`; never through floating point
 */
export function formatAmount(amount: string, format: AmountFormat = {}): string {
  const { digits, power = 0, negative = "parentheses", aligned = false } = format;
  if (format.zero !== undefined && toUnits(amount) === 0n) {
    return aligned ? `${format.zero} ` : format.zero;
  }
  const rounded = digits === undefined ? amount : shownAmount(amount, digits, power);
  const isNegative = compareAmounts(rounded, "0") < 0;
  const [whole = "0", fraction = ""] = rounded.replace("-", "").split(".");
  const decimals = fraction.padEnd(digits ?? 0, "0");
  const text = groupThousands(whole) + (decimals === "" ? "" : `.${decimals}`);
  if (isNegative) {
    return negative === "parentheses" ? `(${text})` : `-${text}`;
  }
  return aligned && negative === "parentheses" ? `${text} ` : text;
}

/** Rounded once, from the exact units to the last decimal shown. */
function shownAmount(amount: string, digits: number, power: number): string {
  const step = 10n ** BigInt(AMOUNT_SCALE + power - digits);
  return fromUnits(divideHalfAwayFromZero(toUnits(amount), step), digits);
}

/** Digits in groups of three: `1234567` is `1,234,567`. */
export function groupThousands(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ",");
}

/** A count of rows or files: `12,000`. */
export function formatCount(count: number): string {
  return groupThousands(String(count));
}

/** A part as a share of a whole, `12.5 %`; a dash where the whole is zero. */
export function formatPercent(part: string, whole: string, digits = 1): string {
  const wholeUnits = toUnits(whole);
  if (wholeUnits === 0n) {
    return "–";
  }
  const scale = 10n ** BigInt(digits);
  const partUnits = toUnits(part) * 100n * scale;
  const isNegative = partUnits < 0n !== wholeUnits < 0n && partUnits !== 0n;
  const divisor = wholeUnits < 0n ? -wholeUnits : wholeUnits;
  const dividend = partUnits < 0n ? -partUnits : partUnits;
  const steps = (2n * dividend + divisor) / (2n * divisor);
  const text = steps.toString().padStart(digits + 1, "0");
  const cut = text.length - digits;
  const number = groupThousands(text.slice(0, cut)) + (digits === 0 ? "" : `.${text.slice(cut)}`);
  return `${isNegative && steps !== 0n ? "-" : ""}${number} %`;
}

const MONTH_NAMES = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** `2026-10` is "October 2026". */
export function formatPeriod(period: Period): string {
  const month = MONTH_NAMES[Number.parseInt(period.slice(5), 10) - 1];
  return month === undefined ? period : `${month} ${period.slice(0, 4)}`;
}

/** What a period is called: a month by its name, one of a fiscal calendar by its number. */
export function periodName(period: Period, isCalendarMonths: boolean): string {
  return isCalendarMonths ? formatPeriod(period) : `period ${period}`;
}

/** `2026-10` is "Oct 2026", for column headers. */
export function formatPeriodShort(period: Period): string {
  const name = formatPeriod(period);
  return name === period ? period : `${name.slice(0, 3)} ${period.slice(0, 4)}`;
}
