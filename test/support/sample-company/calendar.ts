import { daysInPeriod, shiftPeriod } from "../../../shared/domain/period.ts";

export const MONTHS = ["2026-08", "2026-09", "2026-10"] as const;
export type Month = (typeof MONTHS)[number];

const pad = (value: number): string => String(value).padStart(2, "0");

/** The first instant of a day as FOCUS writes it; day 32 of October is the first of November. */
export function instant(month: string, day: number): string {
  const days = daysInPeriod(month);
  return day > days
    ? `${shiftPeriod(month, 1)}-${pad(day - days)}T00:00:00Z`
    : `${month}-${pad(day)}T00:00:00Z`;
}

export function date(month: string, day: number): string {
  return instant(month, day).slice(0, 10);
}

export function monthSpan(month: string): { start: string; end: string } {
  return { start: instant(month, 1), end: instant(month, daysInPeriod(month) + 1) };
}

export function monthNumber(month: string): number {
  return (MONTHS as readonly string[]).indexOf(month);
}
