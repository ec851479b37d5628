import { shiftPeriod } from "../../../../shared/domain/period.ts";
import { monthByName } from "./month-name.ts";
import { fullYear, readDate } from "./read-date.ts";

export type PeriodReading =
  | { readonly kind: "empty" }
  | { readonly kind: "unreadable" }
  | {
      readonly kind: "value";
      /** The calendar month, `2026-10`. */
      readonly period: string;
      /** 13–16 where the line belongs to a closing period after the year's last. */
      readonly specialPeriod: number | null;
      /** Fiscal year and number as written, `2026-13`; null where a month or a day was named. */
      readonly postingPeriod: string | null;
    };

export interface PeriodOptions {
  /** The fiscal year of a period written without one. */
  readonly fiscalYear?: string | undefined;
  /** Calendar month of fiscal period 1; 1 where the fiscal year is the calendar year. */
  readonly startMonth?: number | undefined;
}

/** `number` counts fiscal periods, `month` names a calendar month. */
type Written = { readonly year: string; readonly number?: string; readonly month?: string };

const PATTERNS: readonly RegExp[] = [
  /^(?<year>\d{4})[-/. ]?P?(?<number>\d{2,3})$/i,
  /^P?(?<number>\d{1,3})[-/. ](?<year>\d{4})$/i,
  /^(?<month>\p{L}{3,9})\.?[-/. ']*(?<year>\d{4}|\d{2})$/u,
  /^(?<year>\d{4})[-/. ]*(?<month>\p{L}{3,9})\.?$/u,
  /^P?(?<number>\d{1,3})(?<year>)$/i,
];
const ADJUSTMENT = /^(?:adj|adjustment|abschluss)$/i;

/**
 * Reads an accounting period: `2026-10`, `202610`, `010.2026`, `Oct-26`, `10` with a fiscal year.
 * Periods 13 to 16 fold into the year's last month and keep their number.
 */
export function readPeriod(text: string, options: PeriodOptions = {}): PeriodReading {
  const trimmed = text.trim();
  if (trimmed === "" || /^0+$/.test(trimmed)) {
    return { kind: "empty" };
  }
  for (const pattern of PATTERNS) {
    const written = pattern.exec(trimmed)?.groups as Written | undefined;
    if (written !== undefined) {
      return resolve(written, options);
    }
  }
  const day = readDate(trimmed, "YYYY-MM-DD");
  return day.kind === "value" ? month(day.date.slice(0, 7)) : { kind: "unreadable" };
}

function resolve(written: Written, options: PeriodOptions): PeriodReading {
  const year = written.year === "" ? (options.fiscalYear ?? "") : fullYear(written.year);
  if (!/^(?:19|20|21)\d{2}$/.test(year)) {
    return { kind: "unreadable" };
  }
  if (written.month !== undefined) {
    if (ADJUSTMENT.test(written.month)) {
      return fiscalPeriod(year, 13, options.startMonth ?? 1);
    }
    const named = monthByName(written.month);
    return named === null ? { kind: "unreadable" } : month(`${year}-${named}`);
  }
  return fiscalPeriod(year, Number.parseInt(written.number ?? "", 10), options.startMonth ?? 1);
}

function month(period: string): PeriodReading {
  return { kind: "value", period, specialPeriod: null, postingPeriod: null };
}

/** A fiscal year is named after the calendar year in which it ends. */
function fiscalPeriod(year: string, number: number, startMonth: number): PeriodReading {
  if (number < 1 || number > 16) {
    return { kind: "unreadable" };
  }
  const within = Math.min(number, 12);
  const december = `${year}-12`;
  const lastMonth = startMonth === 1 ? december : shiftPeriod(december, startMonth - 1 - 12);
  const period = shiftPeriod(lastMonth, within - 12);
  const postingPeriod = `${year}-${String(number).padStart(2, "0")}`;
  return { kind: "value", period, specialPeriod: number > 12 ? number : null, postingPeriod };
}
