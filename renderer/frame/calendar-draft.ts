import type { ImportedCalendar, PeriodDays } from "../../shared/contract/calendar.ts";
import { monthName } from "../../shared/domain/calendar-words.ts";
import {
  type FiscalCalendar,
  WEEK_PATTERNS,
  WEEKDAYS,
  type WorkspaceCalendar,
} from "../../shared/domain/fiscal-calendar.ts";
import type { Period } from "../../shared/domain/period.ts";
import type { Option } from "../ui/select-box.tsx";

/** A calendar while it is being chosen; every choice keeps its value while others are looked at. */
export interface CalendarDraft {
  readonly kind: string;
  readonly yearStart: number;
  readonly named: "start" | "end";
  readonly weekEnd: (typeof WEEKDAYS)[number];
  readonly yearEnd: "last" | "nearest";
  readonly timeZone: string;
}

const MONTHS = "months";
const FILE = "file:";

const FIRST_DRAFT: CalendarDraft = {
  kind: MONTHS,
  yearStart: 1,
  named: "start",
  weekEnd: "saturday",
  yearEnd: "last",
  timeZone: "UTC",
};

export function draftOf({ calendar, timeZone }: WorkspaceCalendar): CalendarDraft {
  if (calendar.kind === "file") {
    return { ...FIRST_DRAFT, kind: `${FILE}${calendar.calendar}`, timeZone };
  }
  const { kind, yearStart, named } = calendar;
  const of = { ...FIRST_DRAFT, yearStart, named, timeZone };
  return kind === "months"
    ? of
    : { ...of, kind: calendar.pattern, weekEnd: calendar.weekEnd, yearEnd: calendar.yearEnd };
}

export function calendarOf(draft: CalendarDraft): WorkspaceCalendar {
  return { calendar: fiscalCalendar(draft), timeZone: draft.timeZone.trim() };
}

function fiscalCalendar(draft: CalendarDraft): FiscalCalendar {
  const { kind, yearStart, named, weekEnd, yearEnd } = draft;
  const pattern = WEEK_PATTERNS.find((one) => one === kind);
  if (pattern !== undefined) {
    return { kind: "weeks", pattern, yearStart, named, weekEnd, yearEnd };
  }
  return kind.startsWith(FILE)
    ? { kind: "file", calendar: kind.slice(FILE.length) }
    : { kind: "months", yearStart, named };
}

export function isOfWeeks({ kind }: CalendarDraft): boolean {
  return WEEK_PATTERNS.some((pattern) => pattern === kind);
}

export function isImported({ kind }: CalendarDraft): boolean {
  return kind.startsWith(FILE);
}

/** Every kind there is to choose, imported calendars by their names. */
export function kindOptions(
  imported: readonly ImportedCalendar[],
  { kind }: CalendarDraft,
): Option<string>[] {
  const files = new Set(imported.map(({ calendar }) => `${FILE}${calendar}`));
  const chosen = kind.startsWith(FILE) ? [kind] : [];
  return [
    { value: MONTHS, label: "Calendar months" },
    ...WEEK_PATTERNS.map((pattern) => ({
      value: pattern,
      label: pattern === "13-periods" ? "13 periods of four weeks" : `${pattern} weeks`,
    })),
    ...[...new Set([...files, ...chosen])].map((value) => ({
      value,
      label: `Imported: ${value.slice(FILE.length) || "without a name"}`,
    })),
  ];
}

export const MONTH_OPTIONS: readonly Option<string>[] = Array.from({ length: 12 }, (_, index) => ({
  value: String(index + 1),
  label: monthName(index + 1),
}));

export const WEEKDAY_OPTIONS = WEEKDAYS.map((day) => ({
  value: day,
  label: `${day.slice(0, 1).toUpperCase()}${day.slice(1)}`,
}));

/** The days of a period as a reader says them: `27 Sep – 24 Oct 2026`. */
export function daySpan({ firstDay, lastDay }: Pick<PeriodDays, "firstDay" | "lastDay">): string {
  const isOneYear = firstDay.slice(0, 4) === lastDay.slice(0, 4);
  return `${dayText(firstDay, !isOneYear)} – ${dayText(lastDay, true)}`;
}

function dayText(date: string, hasYear: boolean): string {
  const month = monthName(Number.parseInt(date.slice(5, 7), 10)).slice(0, 3);
  const day = String(Number.parseInt(date.slice(8), 10));
  return `${day} ${month}${hasYear ? ` ${date.slice(0, 4)}` : ""}`;
}

/** Periods to choose from, newest first, under their year and quarter with their days. */
export function periodOptions(
  known: readonly Period[],
  periods: readonly PeriodDays[],
): Option<Period>[] {
  const days = new Map(periods.map((period) => [period.period, period]));
  return known.map((value) => {
    const of = days.get(value);
    return of === undefined
      ? { value, label: value }
      : {
          value,
          label: value,
          detail: `${daySpan(of)}, ${of.days} days, ${of.workdays} workdays`,
          group: `Fiscal year ${of.fiscalYear}, quarter ${of.quarter}`,
        };
  });
}
