import { expect, test } from "vitest";
import { z } from "zod";
import { sql, statement } from "../../../../main/engine/database/sql.ts";
import { type Engine, unwrap } from "../../../../main/engine/engine.ts";
import { CALENDAR_MONTHS, WorkspaceCalendar } from "../../../../shared/domain/fiscal-calendar.ts";
import { openEngine } from "../../../support/open-engine.ts";
import { type SeedRow, seedCharges, seedTable } from "../../../support/seed.ts";

/** Years of weeks to the last Saturday of December; 2026-10 is 27 September to 24 October. */
const WEEKS = WorkspaceCalendar.parse({ calendar: { kind: "weeks", pattern: "4-4-5" } });
const APRIL = WorkspaceCalendar.parse({ calendar: { kind: "months", yearStart: 4 } });

const october = {
  billed_period: "2026-10",
  billing_period_start: "2026-10-01 00:00:00",
  billing_period_end: "2026-11-01 00:00:00",
  charge_period_start: "2026-10-01 00:00:00",
  charge_period_end: "2026-11-01 00:00:00",
  billed_cost: "31",
  effective_cost: "-0.000000000001",
  list_cost: "100",
  pricing_quantity: "1",
};

const Row = z.object({
  billed_period: z.string().nullable(),
  effective_period: z.string().nullable(),
  billed_cost: z.string().nullable(),
  effective_cost: z.string().nullable(),
  list_cost: z.string().nullable(),
});

async function placed(
  calendar: WorkspaceCalendar,
  rows: readonly SeedRow[],
): Promise<z.infer<typeof Row>[]> {
  const engine = await openEngine();
  await seedCharges(engine.context, rows);
  unwrap(await engine.client.workspace.configure({ calendar }));
  return chargesOf(engine);
}

function chargesOf(engine: Engine): Promise<z.infer<typeof Row>[]> {
  return engine.context.database.read((reader) =>
    reader.rows(
      Row,
      statement(
        "select billed_period, effective_period, billed_cost, effective_cost, list_cost " +
          "from charge order by row_index, effective_period",
      ),
    ),
  );
}

const periods = (rows: readonly z.infer<typeof Row>[]): string[] =>
  rows.map((row) => `${row.billed_period} ${row.effective_period} ${row.billed_cost}`);

test("a monthly fee is cut by days where a period ends, and its parts sum to it", async () => {
  const rows = await placed(WEEKS, [october]);
  expect(rows).toEqual([
    {
      billed_period: "2026-10",
      effective_period: "2026-10",
      billed_cost: "24",
      effective_cost: "-0.000000000001",
      list_cost: "77.41935483871",
    },
    {
      billed_period: "2026-11",
      effective_period: "2026-11",
      billed_cost: "7",
      effective_cost: "0",
      list_cost: "22.58064516129",
    },
  ]);
});

test("usage is of the period of its day, a correction of its bill's first day", async () => {
  const day = (of: string, until: string) => ({
    ...october,
    charge_period_start: `${of} 00:00:00`,
    charge_period_end: `${until} 00:00:00`,
  });
  const rows = await placed(WEEKS, [
    day("2026-10-24", "2026-10-25"),
    day("2026-10-25", "2026-10-26"),
    day("2026-08-03", "2026-08-04"),
    day("2026-11-01", "2026-12-01"),
    { ...october, charge_category: "Purchase", charge_frequency: "One-Time" },
  ]);
  expect(periods(rows)).toEqual([
    "2026-10 2026-10 31",
    "2026-11 2026-11 31",
    "2026-10 2026-10 31",
    "2026-10 2026-11 31",
    "null 2026-12 null",
    "2026-10 2026-10 31",
  ]);
});

test("an hour is of its day in the zone of the workspace, a whole day stays itself", async () => {
  const hour = (from: string, to: string) => ({
    ...october,
    charge_period_start: from,
    charge_period_end: to,
  });
  const rows = await placed({ ...CALENDAR_MONTHS, timeZone: "America/New_York" }, [
    hour("2026-10-01 03:00:00", "2026-10-01 04:00:00"),
    hour("2026-10-01 04:00:00", "2026-10-01 05:00:00"),
    hour("2026-10-01 00:00:00", "2026-10-02 00:00:00"),
    october,
  ]);
  expect(rows.map((row) => row.effective_period)).toEqual([
    "2026-09",
    "2026-10",
    "2026-10",
    "2026-10",
  ]);
});

test("calendar months take back what another calendar changed", async () => {
  const engine = await openEngine();
  await seedCharges(engine.context, [october]);
  const before = await chargesOf(engine);
  unwrap(await engine.client.workspace.configure({ calendar: WEEKS }));
  expect(await chargesOf(engine)).not.toEqual(before);
  const status = unwrap(await engine.client.workspace.status({}));
  expect(status.chargeCount).toBe(1);
  expect(status.periods.map(({ period }) => period)).toEqual(["2026-10", "2026-11"]);
  unwrap(await engine.client.workspace.configure({ calendar: CALENDAR_MONTHS }));
  expect(await chargesOf(engine)).toEqual(before);
  expect(await count(engine, "charge_part")).toBe(0);
});

async function count(engine: Engine, table: string): Promise<number> {
  const { found } = await engine.context.database.read((reader) =>
    reader.one(
      z.object({ found: z.number() }),
      statement(`select count(*) as found from ${table}`),
    ),
  );
  return found;
}

const line = {
  entity: "",
  ledger_account: "6500",
  amount: "1",
  currency: "USD",
  posting_date: "2026-10-26",
};

async function ledgerPeriods(
  calendar: WorkspaceCalendar,
  rows: readonly SeedRow[],
): Promise<string[]> {
  const engine = await openEngine();
  await seedTable(
    engine.context,
    "ledger_entry",
    rows.map((row) => ({ ...line, ...row })),
  );
  unwrap(await engine.client.workspace.configure({ calendar }));
  const Entry = z.object({ period: z.string(), special_period: z.number().nullable() });
  const found = await engine.context.database.read((reader) =>
    reader.rows(
      Entry,
      sql`select period, special_period from active_ledger_entry order by source_row`,
    ),
  );
  return found.map(({ period, special_period: special }) =>
    special === null ? period : `${period} special ${special}`,
  );
}

const numbered = (posting_period: string, period: string): SeedRow => ({
  posting_period,
  period,
  is_period_dated: "false",
});
const LEDGER: readonly SeedRow[] = [
  numbered("2026-10", "2026-10"),
  numbered("2026-14", "2026-12"),
  { period: "2026-10", is_period_dated: "true" },
  { period: "2026-10", is_period_dated: "false" },
];

test("the ledger's own number is its key, a day decides where it gives none", async () => {
  expect(await ledgerPeriods(WEEKS, LEDGER)).toEqual([
    "2026-10",
    "2026-12 special 14",
    "2026-11",
    "2026-10",
  ]);
  expect(await ledgerPeriods(APRIL, LEDGER)).toEqual([
    "2026-10",
    "2026-12 special 14",
    "2026-07",
    "2026-07",
  ]);
});

test("a thirteenth period of a calendar of thirteen is no closing period", async () => {
  const thirteen = WorkspaceCalendar.parse({
    calendar: { kind: "weeks", pattern: "13-periods" },
  });
  const rows = [numbered("2026-13", "2026-12"), numbered("2026-14", "2026-12")];
  expect(await ledgerPeriods(thirteen, rows)).toEqual(["2026-13", "2026-13 special 14"]);
});

test("a preview says what becomes out of date and keeps nothing", async () => {
  const engine = await openEngine();
  await seedCharges(engine.context, [october]);
  const before = await chargesOf(engine);
  const preview = unwrap(await engine.client.calendar.preview({ calendar: WEEKS }));
  expect(preview).toMatchObject({ changes: true, cutCharges: 1, staleRuns: [] });
  expect(preview.periods[0]).toEqual({
    period: "2026-11",
    fiscalYear: 2026,
    quarter: 4,
    firstDay: "2026-10-25",
    lastDay: "2026-11-21",
    days: 28,
    workdays: 20,
  });
  expect(await chargesOf(engine)).toEqual(before);
  const audit = unwrap(await engine.client.workspace.audit({ offset: 0, limit: 10 }));
  expect(audit.events).toEqual([]);
  unwrap(await engine.client.workspace.configure({ calendar: WEEKS }));
  const view = unwrap(await engine.client.calendar.get({}));
  expect(view).toMatchObject({ calendar: WEEKS, isCalendarMonths: false, imported: [] });
  expect(view.periods[0]).toMatchObject({ period: "2026-10", firstDay: "2026-09-27" });
});

test("an unknown zone is refused with a sentence", async () => {
  const engine = await openEngine();
  const calendar = { ...WEEKS, timeZone: "Europe/Nowhere" };
  const answer = await engine.client.workspace.configure({ calendar });
  expect(answer).toMatchObject({
    ok: false,
    error: { code: "calendar-invalid", message: '"Europe/Nowhere" is not a time zone.' },
  });
});

test("another zone cuts the charges again, though the periods keep their days", async () => {
  const engine = await openEngine();
  await seedCharges(engine.context, [
    {
      ...october,
      charge_period_start: "2026-10-24 12:00:00",
      charge_period_end: "2026-10-25 12:00:00",
    },
  ]);
  unwrap(await engine.client.workspace.configure({ calendar: WEEKS }));
  expect(periods(await chargesOf(engine))).toEqual([
    "2026-10 2026-10 15.5",
    "2026-11 2026-11 15.5",
  ]);
  const zone = { ...WEEKS, timeZone: "Pacific/Kiritimati" };
  unwrap(await engine.client.workspace.configure({ calendar: zone }));
  expect(periods(await chargesOf(engine))).toEqual(["2026-11 2026-11 31"]);
});
