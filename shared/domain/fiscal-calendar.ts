import { z } from "zod";
import { dateOfDay, dayNumber, weekday } from "./day-number.ts";
import { daysInPeriod, IsoDate, Period } from "./period.ts";

export const WEEKDAYS = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
] as const;

export const WEEK_PATTERNS = ["4-4-5", "4-5-4", "5-4-4", "13-periods"] as const;
export type WeekPattern = (typeof WEEK_PATTERNS)[number];

const year = {
  /** The calendar month in which the fiscal year begins, or nearest to which it does. */
  yearStart: z.number().int().min(1).max(12).default(1),
  /** Whether a fiscal year is named after the calendar year it begins or ends in. */
  named: z.enum(["start", "end"]).default("start"),
};

/** How days become accounting periods: by months, by weeks, or as an imported file says. */
export const FiscalCalendar = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("months"), ...year }),
  z.strictObject({
    kind: z.literal("weeks"),
    pattern: z.enum(WEEK_PATTERNS),
    ...year,
    /** The day of the week every period ends on. */
    weekEnd: z.enum(WEEKDAYS).default("saturday"),
    /** The last such day of the year's last month, or the one nearest to that month's end. */
    yearEnd: z.enum(["last", "nearest"]).default("last"),
  }),
  /** The periods of an imported fiscal calendar, by its name. */
  z.strictObject({ kind: z.literal("file"), calendar: z.string() }),
]);
export type FiscalCalendar = z.infer<typeof FiscalCalendar>;

export const TimeZone = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_+/-]{1,63}$/, "a time zone is written like Europe/Berlin or UTC");

/** The calendar of a workspace, and the zone whose days its charges belong to. */
export const WorkspaceCalendar = z.strictObject({
  calendar: FiscalCalendar.default({ kind: "months", yearStart: 1, named: "start" }),
  timeZone: TimeZone.default("UTC"),
});
export type WorkspaceCalendar = z.infer<typeof WorkspaceCalendar>;

/** Calendar months and days as bills state them: what a workspace goes by until it is told. */
export const CALENDAR_MONTHS: WorkspaceCalendar = {
  calendar: { kind: "months", yearStart: 1, named: "start" },
  timeZone: "UTC",
};

/** One accounting period: a run of days, both ends included. */
export const FiscalPeriod = z.object({
  period: Period,
  fiscalYear: z.number().int(),
  quarter: z.number().int().min(1).max(4),
  firstDay: IsoDate,
  lastDay: IsoDate,
});
export type FiscalPeriod = z.infer<typeof FiscalPeriod>;

type ComputedCalendar = Exclude<FiscalCalendar, { kind: "file" }>;
type WeekCalendar = Extract<FiscalCalendar, { kind: "weeks" }>;

/** Whether a calendar changes nothing: months of the calendar year, days in UTC. */
export function isCalendarMonths({ calendar, timeZone }: WorkspaceCalendar): boolean {
  return timeZone === "UTC" && calendar.kind === "months" && calendar.yearStart === 1;
}

/** Weeks of each period of a year; a 53rd week stands in the last. */
const WEEKS: Readonly<Record<WeekPattern, readonly number[]>> = {
  "4-4-5": [4, 4, 5, 4, 4, 5, 4, 4, 5, 4, 4, 5],
  "4-5-4": [4, 5, 4, 4, 5, 4, 4, 5, 4, 4, 5, 4],
  "5-4-4": [5, 4, 4, 5, 4, 4, 5, 4, 4, 5, 4, 4],
  "13-periods": Array.from({ length: 13 }, () => 4),
};

/** Thirteen periods make quarters of three, three, three and four. */
export function quarterOf(number: number): number {
  return Math.min(4, Math.ceil(number / 3));
}

/** How many periods a year has; a file's calendar says it by its rows. */
export function periodsPerYear(calendar: FiscalCalendar): number {
  return calendar.kind === "weeks" && calendar.pattern === "13-periods" ? 13 : 12;
}

/**
 * The periods of a fiscal year, in order.
 * Units:   days
 * Law:     the periods of consecutive years follow each other without a gap or an overlap
 *          (test/laws/fiscal-calendar.test.ts)
 * Source:  National Retail Federation, 4-5-4 calendar; methods.md 3.2
 */
export function periodsOfYear(calendar: ComputedCalendar, fiscalYear: number): FiscalPeriod[] {
  const lengths =
    calendar.kind === "months"
      ? monthLengths(calendar, fiscalYear)
      : weekLengths(calendar, fiscalYear);
  let first =
    calendar.kind === "months"
      ? dayNumber(`${monthText(firstMonth(calendar, fiscalYear))}-01`)
      : yearEndDay(calendar, fiscalYear - 1) + 1;
  return lengths.map((days, index) => {
    const number = index + 1;
    const period = {
      period: `${String(fiscalYear).padStart(4, "0")}-${String(number).padStart(2, "0")}`,
      fiscalYear,
      quarter: quarterOf(number),
      firstDay: dateOfDay(first),
      lastDay: dateOfDay(first + days - 1),
    };
    first += days;
    return period;
  });
}

function monthLengths(calendar: ComputedCalendar, fiscalYear: number): number[] {
  const first = firstMonth(calendar, fiscalYear);
  return Array.from({ length: 12 }, (_, index) => daysInPeriod(monthText(first + index)));
}

function weekLengths(calendar: WeekCalendar, fiscalYear: number): number[] {
  const days = yearEndDay(calendar, fiscalYear) - yearEndDay(calendar, fiscalYear - 1);
  const weeks = WEEKS[calendar.pattern];
  return weeks.map((count, index) =>
    index === weeks.length - 1 ? days - 7 * (52 - count) : 7 * count,
  );
}

/** The calendar month, counted from year 0, in which a fiscal year nominally begins. */
function firstMonth({ yearStart, named }: ComputedCalendar, fiscalYear: number): number {
  const isNamedByEnd = named === "end" && yearStart > 1;
  return (fiscalYear - (isNamedByEnd ? 1 : 0)) * 12 + yearStart - 1;
}

function monthText(index: number): Period {
  const month = String((index % 12) + 1).padStart(2, "0");
  return `${String(Math.floor(index / 12)).padStart(4, "0")}-${month}`;
}

/** The last day of a year of weeks. */
function yearEndDay(calendar: WeekCalendar, fiscalYear: number): number {
  const month = monthText(firstMonth(calendar, fiscalYear) + 11);
  const monthEnd = dayNumber(`${month}-01`) + daysInPeriod(month) - 1;
  const before = (weekday(monthEnd) - WEEKDAYS.indexOf(calendar.weekEnd) + 7) % 7;
  return calendar.yearEnd === "nearest" && before > 3 ? monthEnd - before + 7 : monthEnd - before;
}

/** The period `count` later in a calendar of that many periods a year; negative goes back. */
export function shiftFiscalPeriod(period: Period, count: number, perYear: number): Period {
  const number = Number.parseInt(period.slice(5), 10) - 1;
  const index = Number.parseInt(period.slice(0, 4), 10) * perYear + number + count;
  const fiscalYear = String(Math.floor(index / perYear)).padStart(4, "0");
  return `${fiscalYear}-${String((index % perYear) + 1).padStart(2, "0")}`;
}
