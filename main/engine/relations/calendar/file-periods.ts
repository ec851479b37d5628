import { z } from "zod";
import { dayNumber } from "../../../../shared/domain/day-number.ts";
import { type FiscalPeriod, quarterOf } from "../../../../shared/domain/fiscal-calendar.ts";
import { fail } from "../../../../shared/errors.ts";
import type { Reader } from "../../database/database.ts";
import { statement } from "../../database/sql.ts";
import periodsOfFile from "./file-periods.sql?raw";

const Row = z.object({
  file_name: z.string(),
  source_row: z.number(),
  fiscal_year: z.string(),
  fiscal_period: z.string(),
  first_day: z.string(),
  last_day: z.string(),
});
type Row = z.infer<typeof Row>;

/** Closing periods that a calendar lists beside its last one; no day belongs to them. */
const SPECIAL_FROM = 13;

/**
 * The periods of an imported calendar, in order of their days.
 * Errors: `calendar-invalid` with the file, the row, what was found and what was expected
 */
export async function filePeriods(
  reader: Pick<Reader, "rows">,
  calendar: string,
): Promise<FiscalPeriod[]> {
  const rows = await reader.rows(Row, statement(periodsOfFile, { calendar }));
  const periods: { row: Row; period: FiscalPeriod }[] = [];
  for (const row of rows) {
    const before = periods.at(-1);
    const period = readRow(row);
    if (before !== undefined && isClosing(before.period, period)) {
      continue;
    }
    if (before !== undefined) {
      assertFollows(before, { row, period });
    }
    periods.push({ row, period });
  }
  return periods.map(({ period }) => period);
}

function readRow(row: Row): FiscalPeriod {
  const year = /(\d{4})(?!\d)/.exec(row.fiscal_year)?.[1];
  const short = /^\D*(\d{2})$/.exec(row.fiscal_year)?.[1];
  const fiscalYear = Number.parseInt(year ?? (short === undefined ? "" : `20${short}`), 10);
  const number = Number.parseInt(/(\d{1,3})$/.exec(row.fiscal_period)?.[1] ?? "", 10);
  if (Number.isNaN(fiscalYear)) {
    refuse(row, `the fiscal year reads "${row.fiscal_year}"`, "Write it as 2026 or FY2026.");
  }
  if (!(number >= 1 && number <= 16)) {
    const says = `the fiscal period reads "${row.fiscal_period}"`;
    refuse(row, says, "Number the periods of a year from 1 to 12, or to 13.");
  }
  if (row.first_day > row.last_day) {
    const says = `a period begins on ${row.first_day} and ends before it, on ${row.last_day}`;
    refuse(row, says, "Correct the two dates.");
  }
  return {
    period: `${fiscalYear}-${String(number).padStart(2, "0")}`,
    fiscalYear,
    quarter: quarterOf(number),
    firstDay: row.first_day,
    lastDay: row.last_day,
  };
}

/** Whether a period is a closing one, which a calendar lists within the days of its last. */
function isClosing(before: FiscalPeriod, period: FiscalPeriod): boolean {
  return (
    Number.parseInt(period.period.slice(5), 10) >= SPECIAL_FROM &&
    period.fiscalYear === before.fiscalYear &&
    period.lastDay <= before.lastDay
  );
}

function assertFollows(
  before: { readonly row: Row; readonly period: FiscalPeriod },
  { row, period }: { readonly row: Row; readonly period: FiscalPeriod },
): void {
  const place = `the period before it, ${before.period.period}, ends on ${before.period.lastDay}`;
  const days = dayNumber(period.firstDay) - dayNumber(before.period.lastDay);
  if (days > 1) {
    const says = `${period.period} begins on ${period.firstDay}, but ${place}`;
    refuse(row, says, "Add the period of the days between them, or correct the dates.");
  }
  if (days < 1) {
    const says = `${period.period} begins on ${period.firstDay}, but ${place}`;
    refuse(row, says, "Let each day be in one period; correct the dates.");
  }
  if (period.period <= before.period.period) {
    const says = `${period.period} follows ${before.period.period} in days, but not in number`;
    refuse(row, says, "Number the periods in the order of their days.");
  }
  if (Number.parseInt(period.period.slice(5), 10) > SPECIAL_FROM) {
    const says = `${period.period} has days of its own`;
    refuse(row, says, "A year has at most 13 periods; take this one out.");
  }
}

function refuse({ file_name: file, source_row: row }: Row, says: string, remedy: string): never {
  return fail("calendar-invalid", `"${file}", row ${row}: ${says}.`, remedy, { file, row });
}
