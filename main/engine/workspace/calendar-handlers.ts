import { z } from "zod";
import {
  type CalendarPreview,
  ImportedCalendar,
  type PeriodDays,
} from "../../../shared/contract/calendar.ts";
import type { Handlers } from "../../../shared/contract/define.ts";
import type { Contract } from "../../../shared/contract/index.ts";
import { dayNumber, workdays } from "../../../shared/domain/day-number.ts";
import {
  CALENDAR_MONTHS,
  type FiscalPeriod,
  isCalendarMonths,
  type WorkspaceCalendar,
} from "../../../shared/domain/fiscal-calendar.ts";
import { fail } from "../../../shared/errors.ts";
import type { ChangeContext, EngineContext } from "../context.ts";
import type { Reader, Writer } from "../database/database.ts";
import { sql, statement } from "../database/sql.ts";
import { buildRelations } from "../relations/build.ts";
import fileCalendars from "../relations/calendar/file-calendars.sql?raw";
import {
  CALENDAR_SETTING,
  clearPeriods,
  periodsOf,
  readCalendar,
} from "../relations/calendar/workspace-calendar.ts";
import dataDays from "./data-days.sql?raw";
import storedRuns from "./stored-runs.sql?raw";

export const calendarHandlers: Handlers<Contract, EngineContext>["calendar"] = {
  get: (context) =>
    context.database.read(async (reader) => {
      const calendar = await readCalendar(reader);
      const { first, last } = await reader.one(
        z.object({ first: z.string().nullable(), last: z.string().nullable() }),
        statement(dataDays),
      );
      const today = context.clock.now().slice(0, 10);
      const periods = (await periodsOf(reader, calendar)).filter(
        ({ firstDay, lastDay }) =>
          lastDay >= min(first ?? today, today) && firstDay <= yearAfter(max(last ?? today, today)),
      );
      return {
        calendar,
        isCalendarMonths: isCalendarMonths(calendar),
        periods: periods.map(withDays),
        imported: await reader.rows(ImportedRow, statement(fileCalendars)).then(toImported),
      };
    }),
  preview: (context, { calendar }) => previewCalendar(context, calendar),
};

const ImportedRow = z.object({
  calendar: z.string(),
  periods: z.number(),
  first_day: z.string(),
  last_day: z.string(),
  file: z.string(),
});

function toImported(rows: readonly z.infer<typeof ImportedRow>[]): ImportedCalendar[] {
  return rows.map(({ first_day: firstDay, last_day: lastDay, ...row }) =>
    ImportedCalendar.parse({ ...row, firstDay, lastDay }),
  );
}

/** Puts a calendar in the place of the one there is; calendar months leave no setting behind. */
export async function changeCalendar(
  { writer, audit }: Pick<ChangeContext, "writer" | "audit">,
  asked: WorkspaceCalendar,
): Promise<void> {
  const wanted = isCalendarMonths(asked) ? CALENDAR_MONTHS : asked;
  const before = await readCalendar(writer);
  const [from, to] = [JSON.stringify(before), JSON.stringify(wanted)];
  if (from === to) {
    return;
  }
  await assertZone(writer, wanted.timeZone);
  await writer.run(
    isCalendarMonths(wanted)
      ? sql`delete from workspace_setting where key = ${CALENDAR_SETTING}`
      : sql`insert or replace into workspace_setting (key, value)
          values (${CALENDAR_SETTING}, ${to})`,
  );
  await clearPeriods(writer);
  await audit({ action: "calendar", subject: "workspace", detail: { from, to } });
}

async function assertZone(reader: Reader | Writer, zone: string): Promise<void> {
  const { rows } = await reader.table(
    sql`select 1 from pg_timezone_names() where name = ${zone} limit 1`,
  );
  if (rows.length === 0) {
    fail(
      "calendar-invalid",
      `"${zone}" is not a time zone.`,
      "Name it as the IANA list does, for example Europe/Berlin, America/New_York or UTC.",
    );
  }
}

/** Ends a transaction that was only tried, with what it came to. */
class Tried extends Error {
  readonly value: CalendarPreview;

  constructor(value: CalendarPreview) {
    super("a preview is not kept");
    this.value = value;
  }
}

async function previewCalendar(
  context: EngineContext,
  calendar: WorkspaceCalendar,
): Promise<CalendarPreview> {
  const today = context.clock.now().slice(0, 10);
  try {
    return await context.change("preview-calendar", async ({ writer }) => {
      const before = JSON.stringify(await readCalendar(writer));
      const silent = async (): Promise<void> => undefined;
      await changeCalendar({ writer, audit: silent }, calendar);
      const wanted = await readCalendar(writer);
      await buildRelations(writer);
      const periods = (await periodsOf(writer, wanted)).map(withDays);
      const coming = periods.filter(({ lastDay }) => lastDay >= today);
      const changes = before !== JSON.stringify(wanted);
      throw new Tried({
        calendar: wanted,
        periods: coming.length === 0 ? periods.slice(-12) : coming.slice(0, 13),
        changes,
        cutCharges: await countCut(writer),
        staleRuns: changes ? await writer.rows(StaleRuns, statement(storedRuns)) : [],
      });
    });
  } catch (error) {
    if (error instanceof Tried) {
      return error.value;
    }
    throw error;
  }
}

const StaleRuns = z.object({
  kind: z.enum(["allocation", "reconciliation", "variance"]),
  period: z.string(),
  runs: z.number(),
});

async function countCut(writer: Writer): Promise<number> {
  const { cut } = await writer.one(
    z.object({ cut: z.number() }),
    sql`select count(*) as cut from charge_part
      semi join source_file on source_file.source_file_id = charge_part.source_file_id
        and source_file.is_active
      where part = 1`,
  );
  return cut;
}

function withDays(period: FiscalPeriod): PeriodDays {
  const [first, last] = [dayNumber(period.firstDay), dayNumber(period.lastDay)];
  return { ...period, days: last - first + 1, workdays: workdays(first, last) };
}

function yearAfter(date: string): string {
  const year = Number.parseInt(date.slice(0, 4), 10) + 1;
  return `${String(year).padStart(4, "0")}${date.slice(4)}`;
}

const min = (a: string, b: string): string => (a < b ? a : b);
const max = (a: string, b: string): string => (a > b ? a : b);
