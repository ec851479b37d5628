import type { DateFormat } from "../../../../shared/domain/mapping.ts";
import { daysInPeriod } from "../../../../shared/domain/period.ts";
import { monthByName } from "./month-name.ts";

export type DateReading =
  | { readonly kind: "empty" }
  | { readonly kind: "unreadable" }
  | { readonly kind: "value"; readonly date: string };

export interface DateOptions {
  /** Year of dates written without one. */
  readonly year?: number | undefined;
  /** Excel workbooks of old Macintosh origin count days from 1904. */
  readonly is1904?: boolean | undefined;
}

type Parts = { readonly year: string; readonly month: string; readonly day: string };

const TIME =
  /[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?\s*(?:[AP]M)?\s*(?:Z|UTC|[+-]\d{2}:?\d{2})?$/i;
const EMPTY = /^(?:0+|0{4}-00-00|00[./-]00[./-]0{2,4})$/;

/** Every way a date may be written, in the order in which detection tries them. */
const PATTERNS: Readonly<Record<Exclude<DateFormat, "excel-serial">, RegExp>> = {
  "YYYY-MM-DD": /^(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})$/,
  "iso-datetime": /^(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})$/,
  YYYYMMDD: /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})$/,
  "YYYY/MM/DD": /^(?<year>\d{4})\/(?<month>\d{1,2})\/(?<day>\d{1,2})$/,
  "DD.MM.YYYY": /^(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})$/,
  "DD.MM.YY": /^(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{2})$/,
  "DD/MM/YYYY": /^(?<day>\d{1,2})\/(?<month>\d{1,2})\/(?<year>\d{4})$/,
  "MM/DD/YYYY": /^(?<month>\d{1,2})\/(?<day>\d{1,2})\/(?<year>\d{4})$/,
  "DD/MM/YY": /^(?<day>\d{1,2})\/(?<month>\d{1,2})\/(?<year>\d{2})$/,
  "MM/DD/YY": /^(?<month>\d{1,2})\/(?<day>\d{1,2})\/(?<year>\d{2})$/,
  "DD-MM-YYYY": /^(?<day>\d{1,2})-(?<month>\d{1,2})-(?<year>\d{4})$/,
  "MM-DD-YYYY": /^(?<month>\d{1,2})-(?<day>\d{1,2})-(?<year>\d{4})$/,
  "DD-MMM-YYYY": /^(?<day>\d{1,2})[-. /]+(?<month>\p{L}{3,9})\.?[-. /,]+(?<year>\d{4})$/u,
  "DD-MMM-YY": /^(?<day>\d{1,2})[-. /]+(?<month>\p{L}{3,9})\.?[-. /,]+(?<year>\d{2})$/u,
  DDMM: /^(?<day>\d{1,2})(?<month>\d{2})(?<year>)$/,
};

/**
 * Reads one date in a stated format; a time of day behind it is ignored, because ledger days have
 * no zone. `00000000` and its like are how systems write no date, so they are empty.
 */
export function readDate(text: string, format: DateFormat, options: DateOptions = {}): DateReading {
  const trimmed = text.trim();
  if (trimmed === "" || EMPTY.test(trimmed)) {
    return { kind: "empty" };
  }
  if (format === "excel-serial") {
    return readSerial(trimmed, options.is1904 ?? false);
  }
  const day = trimmed.replace(TIME, "");
  const parts = PATTERNS[format].exec(day)?.groups as Parts | undefined;
  return parts === undefined ? { kind: "unreadable" } : toDate(parts, options.year);
}

function toDate(parts: Parts, defaultYear: number | undefined): DateReading {
  const year = parts.year === "" ? fourDigits(defaultYear) : fullYear(parts.year);
  const month = /^\d/.test(parts.month) ? parts.month.padStart(2, "0") : monthByName(parts.month);
  const day = parts.day.padStart(2, "0");
  return year === null || month === null ? { kind: "unreadable" } : checkedDate(year, month, day);
}

function checkedDate(year: string, month: string, day: string): DateReading {
  const isMonth = month >= "01" && month <= "12";
  if (!isMonth || year < "1900" || day < "01") {
    return { kind: "unreadable" };
  }
  const isDay = Number.parseInt(day, 10) <= daysInPeriod(`${year}-${month}`);
  return isDay ? { kind: "value", date: `${year}-${month}-${day}` } : { kind: "unreadable" };
}

function fourDigits(year: number | undefined): string | null {
  return year === undefined ? null : String(year).padStart(4, "0");
}

/** Two-digit years from 70 are of the last century, as spreadsheets and databases read them. */
export function fullYear(year: string): string {
  return year.length === 4 ? year : `${year >= "70" ? "19" : "20"}${year}`;
}

const SERIAL = /^(\d{1,7})(?:[.,]\d+)?$/;
const DAYS_1900_TO_1970 = 25_569;
const DAYS_1900_TO_1904 = 1462;

function readSerial(text: string, is1904: boolean): DateReading {
  const match = SERIAL.exec(text);
  if (match === null) {
    return { kind: "unreadable" };
  }
  const serial = Number.parseInt(match[1] ?? "", 10) + (is1904 ? DAYS_1900_TO_1904 : 0);
  // Excel counts a 29 February 1900 that never was, as day 60.
  if (serial === 60 || serial < 1) {
    return { kind: "unreadable" };
  }
  const date = civilDate(serial - DAYS_1900_TO_1970 + (serial < 60 ? 1 : 0));
  return date.length === 10 ? { kind: "value", date } : { kind: "unreadable" };
}

/** ISO date of a day counted from 1970-01-01, by the era arithmetic of the Gregorian calendar. */
function civilDate(daysSince1970: number): string {
  const shifted = daysSince1970 + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const leaps =
    Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leaps) / 365);
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const two = (part: number): string => String(part).padStart(2, "0");
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
}
