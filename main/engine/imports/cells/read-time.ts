import type { DateFormat } from "../../../../shared/domain/mapping.ts";
import { daysInPeriod, shiftPeriod } from "../../../../shared/domain/period.ts";
import { readDate } from "./read-date.ts";

export type TimeReading =
  | { readonly kind: "value"; readonly time: string }
  | { readonly kind: "unreadable" };

const UNREADABLE: TimeReading = { kind: "unreadable" };

const ISO =
  /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?\s*(Z|UTC|[+-]\d\d:?\d\d)?)?$/;
const CLOCK = /[T ](\d{1,2}):(\d\d)(?::(\d\d))?\s*([AP]M)?$/i;

/**
 * Reads a moment to UTC text `2026-10-01T00:00:00.000Z`: ISO with or without offset, else a date
 * of the stated format with an optional time of day. Text without an offset is UTC.
 */
export function readTime(text: string, format: DateFormat | undefined): TimeReading {
  const trimmed = text.trim();
  const iso = ISO.exec(trimmed);
  if (iso !== null) {
    const [, day = "", hour = "00", minute = "00", second = "00", fraction = "", zone] = iso;
    return momentOf(day, { hour, minute, second, fraction }, offsetMinutes(zone));
  }
  if (format === undefined) {
    return UNREADABLE;
  }
  const date = readDate(trimmed, format);
  return date.kind === "value" ? momentOf(date.date, clockOf(trimmed), 0) : UNREADABLE;
}

interface Clock {
  readonly hour: string;
  readonly minute: string;
  readonly second: string;
  readonly fraction: string;
}

const MIDNIGHT: Clock = { hour: "00", minute: "00", second: "00", fraction: "" };

function clockOf(text: string): Clock {
  const match = CLOCK.exec(text);
  if (match === null) {
    return MIDNIGHT;
  }
  const [, hourText = "0", minute = "00", second = "00", half] = match;
  const hour = Number.parseInt(hourText, 10);
  const inHalf = half === undefined ? hour : (hour % 12) + (/^p/i.test(half) ? 12 : 0);
  return { hour: twoDigits(inHalf), minute, second, fraction: "" };
}

function offsetMinutes(zone: string | undefined): number {
  const match = /^([+-])(\d\d):?(\d\d)$/.exec(zone ?? "");
  if (match === null) {
    return 0;
  }
  const minutes = Number.parseInt(match[2] ?? "", 10) * 60 + Number.parseInt(match[3] ?? "", 10);
  return match[1] === "-" ? -minutes : minutes;
}

function momentOf(day: string, clock: Clock, offset: number): TimeReading {
  const period = day.slice(0, 7);
  const dayOfMonth = Number.parseInt(day.slice(8), 10);
  const month = day.slice(5, 7);
  const isDay =
    month >= "01" && month <= "12" && dayOfMonth >= 1 && dayOfMonth <= daysInPeriod(period);
  const isClock = clock.hour < "24" && clock.minute < "60" && clock.second < "60";
  if (!isDay || !isClock || day < "1900") {
    return UNREADABLE;
  }
  const minutes = Number.parseInt(clock.hour, 10) * 60 + Number.parseInt(clock.minute, 10) - offset;
  const days = Math.floor(minutes / 1440);
  const rest = minutes - days * 1440;
  const time = `${twoDigits(Math.floor(rest / 60))}:${twoDigits(rest % 60)}:${clock.second}`;
  const fraction = clock.fraction.slice(0, 3).padEnd(3, "0");
  return { kind: "value", time: `${shiftDay(period, dayOfMonth, days)}T${time}.${fraction}Z` };
}

/** The day one before or after; offsets never reach further. */
function shiftDay(period: string, day: number, shift: number): string {
  const shifted = day + shift;
  if (shifted < 1) {
    const before = shiftPeriod(period, -1);
    return `${before}-${twoDigits(daysInPeriod(before))}`;
  }
  return shifted > daysInPeriod(period)
    ? `${shiftPeriod(period, 1)}-01`
    : `${period}-${twoDigits(shifted)}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
