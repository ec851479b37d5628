import { z } from "zod";
import { dateOfDay, dayNumber } from "../../../../shared/domain/day-number.ts";
import {
  CALENDAR_MONTHS,
  type FiscalPeriod,
  periodsOfYear,
  WorkspaceCalendar,
} from "../../../../shared/domain/fiscal-calendar.ts";
import type { Reader, Writer } from "../../database/database.ts";
import { statement } from "../../database/sql.ts";
import { filePeriods } from "./file-periods.ts";
import fillDays from "./store-days.sql?raw";
import storePeriods from "./store-periods.sql?raw";
import storedCalendar from "./stored-calendar.sql?raw";
import storedPeriods from "./stored-periods.sql?raw";

export const CALENDAR_SETTING = "calendar";

/** The fiscal years a computed calendar is laid out for. */
const [YEAR_FIRST, YEAR_LAST] = [1990, 2069];

const StoredPeriod = z.object({
  period: z.string(),
  fiscal_year: z.number(),
  quarter: z.number(),
  first_day: z.string(),
  last_day: z.string(),
});

/** The calendar of the workspace: calendar months and UTC until one was set. */
export async function readCalendar(reader: Pick<Reader, "rows">): Promise<WorkspaceCalendar> {
  const [row] = await reader.rows(z.object({ value: z.string() }), statement(storedCalendar));
  return row === undefined ? CALENDAR_MONTHS : WorkspaceCalendar.parse(JSON.parse(row.value));
}

/** The periods the workspace was laid out in; none where a period is a calendar month. */
export async function readPeriods(reader: Pick<Reader, "rows">): Promise<FiscalPeriod[]> {
  const rows = await reader.rows(StoredPeriod, statement(storedPeriods));
  return rows.map((row) => ({
    period: row.period,
    fiscalYear: row.fiscal_year,
    quarter: row.quarter,
    firstDay: row.first_day,
    lastDay: row.last_day,
  }));
}

/** How many periods a fiscal year of the workspace has. */
export async function readPeriodsPerYear(reader: Pick<Reader, "rows">): Promise<number> {
  return (await readPeriods(reader)).some(({ period }) => period.endsWith("-13")) ? 13 : 12;
}

/**
 * Every period of a calendar, in order.
 * Errors: `calendar-invalid` where an imported calendar has a gap, an overlap or no order
 */
export async function periodsOf(
  reader: Pick<Reader, "rows">,
  { calendar }: WorkspaceCalendar,
): Promise<FiscalPeriod[]> {
  if (calendar.kind === "file") {
    return filePeriods(reader, calendar.calendar);
  }
  return Array.from({ length: YEAR_LAST - YEAR_FIRST + 1 }, (_, index) =>
    periodsOfYear(calendar, YEAR_FIRST + index),
  ).flat();
}

/** Lays the periods out as tables, where they are not yet; says whether they changed. */
export async function layOutPeriods(writer: Writer, calendar: WorkspaceCalendar): Promise<boolean> {
  const wanted = await periodsOf(writer, calendar);
  if (JSON.stringify(wanted) === JSON.stringify(await readPeriods(writer))) {
    return false;
  }
  await clearPeriods(writer);
  const months = nominalMonths(calendar, wanted);
  await writer.run(
    statement(storePeriods, {
      periods: wanted.map(({ period }) => period),
      fiscal_years: wanted.map(({ fiscalYear }) => String(fiscalYear)),
      quarters: wanted.map(({ quarter }) => String(quarter)),
      first_days: wanted.map(({ firstDay }) => firstDay),
      last_days: wanted.map(({ lastDay }) => lastDay),
      nominal_months: months,
    }),
  );
  await writer.run(statement(fillDays));
  return true;
}

/** Forgets the periods and what was cut by them: another zone cuts elsewhere. */
export async function clearPeriods(writer: Writer): Promise<void> {
  for (const text of [
    "delete from workspace_period",
    "delete from workspace_day",
    "delete from charge_part",
    "delete from file_placement",
  ]) {
    await writer.run(statement(text));
  }
}

/**
 * The calendar month each period is called by: that of its middle day, which in a year of twelve
 * periods of weeks is another for each. A year of thirteen and an imported one have no such names.
 */
function nominalMonths(
  { calendar }: WorkspaceCalendar,
  periods: readonly FiscalPeriod[],
): string[] {
  const isNamed =
    calendar.kind === "months" || (calendar.kind === "weeks" && calendar.pattern !== "13-periods");
  return periods.map(({ firstDay, lastDay }) => {
    const [first, last] = [dayNumber(firstDay), dayNumber(lastDay)];
    return isNamed ? dateOfDay(first + Math.floor((last - first) / 2)).slice(0, 7) : "";
  });
}
