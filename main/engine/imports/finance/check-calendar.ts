import { dayNumber } from "../../../../shared/domain/day-number.ts";
import { daysReversed } from "./check-days.ts";
import type { WholeAnswer, WholeCheck, WholeReject, WholeRow } from "./whole-file.ts";

interface Period {
  readonly line: number;
  readonly name: string;
  readonly first: string;
  readonly last: string;
  readonly isClosing: boolean;
}

/** Closing periods lie within the days of a year's last period. */
const CLOSING = /^\D*(1[3-6])$/;

/**
 * Whether each day from the first to the last of a calendar lies in one period of it, and each
 * period has a name of its own. Closing periods (13 to 16) may lie in the one before them.
 */
export const checkCalendar: WholeCheck = (rows): WholeAnswer => {
  const reversed = daysReversed(rows, "period_start", "period_end");
  const sound = rows.filter(({ line }) => !reversed.some((one) => one.line === line));
  const calendars = new Map<string, WholeRow[]>();
  for (const row of sound) {
    const name = row.text("calendar") ?? "";
    const periods = calendars.get(name) ?? [];
    periods.push(row);
    calendars.set(name, periods);
  }
  const rejects = [...calendars.values()].flatMap((one) => checkPeriods(one.map(periodOf)));
  return { rejects: [...reversed, ...rejects], findings: [] };
};

function periodOf(row: WholeRow): Period {
  const period = row.text("fiscal_period") ?? "";
  return {
    line: row.line,
    name: `${row.text("fiscal_year") ?? ""} ${period}`,
    first: row.text("period_start") ?? "",
    last: row.text("period_end") ?? "",
    isClosing: CLOSING.test(period),
  };
}

function checkPeriods(periods: readonly Period[]): WholeReject[] {
  const rejects: WholeReject[] = [];
  const named = new Map<string, Period>();
  const ordered = [...periods].sort((a, b) =>
    a.first === b.first ? a.line - b.line : a.first < b.first ? -1 : 1,
  );
  let before: Period | null = null;
  for (const period of ordered) {
    const other = named.get(period.name);
    const isWithin: boolean = before !== null && period.last <= before.last;
    if (other !== undefined) {
      rejects.push(repeated(period, other));
    } else if (!(period.isClosing && isWithin)) {
      rejects.push(...notNext(before, period));
      before = later(before, period);
    }
    named.set(period.name, other ?? period);
  }
  return rejects;
}

function repeated({ line, name }: Period, other: Period): WholeReject {
  return {
    line,
    field: "fiscal_period",
    code: "calendar-invalid",
    reason: `the period ${name} stands in line ${other.line} as well`,
    remedy: "Give each period of a calendar a name of its own, or take one of the two out.",
  };
}

function later(before: Period | null, period: Period): Period {
  return before === null || period.last > before.last ? period : before;
}

/** A day between two periods, or a day in both. */
function notNext(before: Period | null, period: Period): WholeReject[] {
  if (before === null) {
    return [];
  }
  const days = dayNumber(period.first) - dayNumber(before.last);
  if (days === 1) {
    return [];
  }
  const place = `${before.name} (line ${before.line}) ends on ${before.last}`;
  return [
    {
      line: period.line,
      field: "period_start",
      code: "calendar-invalid",
      reason:
        days > 1
          ? `${period.name} begins on ${period.first}, but ${place}: the days between are in none`
          : `${period.name} begins on ${period.first}, but ${place}: days are in both`,
      remedy:
        days > 1
          ? "Add the period of the days between them, or correct the days."
          : "Let each day be in one period; correct the days.",
    },
  ];
}
