import { z } from "zod";

/**
 * An accounting period written `2026-10`: year and number in the calendar of the workspace, months
 * until it is told otherwise. Only a calendar of thirteen periods has a thirteenth.
 */
export const Period = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-3])$/, "a period is written YYYY-MM, for example 2026-10");
export type Period = z.infer<typeof Period>;

/** A calendar day without zone, written `2026-10-31`. */
export const IsoDate = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, "a date is written YYYY-MM-DD")
  .refine((date) => Number.parseInt(date.slice(8), 10) <= daysInPeriod(date.slice(0, 7)), {
    message: "the month has no such day",
  });
export type IsoDate = z.infer<typeof IsoDate>;

function monthIndex(period: Period): number {
  return Number.parseInt(period.slice(0, 4), 10) * 12 + Number.parseInt(period.slice(5), 10) - 1;
}

/** The period `months` later; negative goes back. */
export function shiftPeriod(period: Period, months: number): Period {
  const index = monthIndex(period) + months;
  const year = Math.floor(index / 12);
  return `${String(year).padStart(4, "0")}-${String((index % 12) + 1).padStart(2, "0")}`;
}

/** First day of the period: its inclusive start. */
/** What an entry without a first or last period holds from and to. */
export const EARLIEST = "0000-01";
export const LATEST = "9999-12";

export function periodStart(period: Period): IsoDate {
  return `${period}-01`;
}

/** First day after the period: its exclusive end. */
export function periodEnd(period: Period): IsoDate {
  return `${shiftPeriod(period, 1)}-01`;
}

/** Last day of the period. */
export function periodLastDay(period: Period): IsoDate {
  return `${period}-${String(daysInPeriod(period)).padStart(2, "0")}`;
}

export function daysInPeriod(period: Period): number {
  const year = Number.parseInt(period.slice(0, 4), 10);
  const month = Number.parseInt(period.slice(5), 10);
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 30;
}
