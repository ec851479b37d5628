import { expect, test } from "vitest";
import { raw } from "../../../../main/engine/database/sql.ts";
import { type Engine, unwrap } from "../../../../main/engine/engine.ts";
import { WorkspaceCalendar } from "../../../../shared/domain/fiscal-calendar.ts";
import { openEngine } from "../../../support/open-engine.ts";
import {
  type Books,
  cleanBooks,
  day,
  dayOfUsage,
  failedIn,
  ledgerLine,
  reportOf,
  seedBooks,
} from "../../../support/quality-estate.ts";
import { type SeedRow, seedTable } from "../../../support/seed.ts";

/** 2026-10 is 27 September to 24 October, 2026-11 reaches to 21 November. */
const WEEKS = WorkspaceCalendar.parse({ calendar: { kind: "weeks", pattern: "4-4-5" } });
/** October is 2026-07. */
const APRIL = WorkspaceCalendar.parse({ calendar: { kind: "months", yearStart: 4 } });
const THIRTEEN = WorkspaceCalendar.parse({ calendar: { kind: "weeks", pattern: "13-periods" } });

async function opened(calendar: WorkspaceCalendar, books: Partial<Books> = {}): Promise<Engine> {
  const engine = await openEngine();
  await seedBooks(engine, { ...cleanBooks(), ...books });
  unwrap(await engine.client.workspace.configure({ calendar }));
  return engine;
}

const failedOf = async (engine: Engine, period: string): Promise<string[]> =>
  failedIn(await reportOf(engine, period));

const billWithout = (days: readonly number[]): SeedRow[] =>
  cleanBooks().bill.filter(
    (row) => !days.some((number) => row["charge_period_start"] === `${day(number)} 00:00:00`),
  );

test("well-kept books fail in no period of any calendar", async () => {
  const weeks = await opened(WEEKS);
  expect(await failedOf(weeks, "2026-10")).toEqual([]);
  expect(await failedOf(weeks, "2026-11")).toEqual(["ledger-months | Example | 1"]);
  const { windows } = await reportOf(weeks, "2026-11");
  expect(windows.map((one) => [one.name, one.firstDay, one.lastDay, one.days])).toEqual([
    ["Example Cloud payer-1", "2026-10-25", "2026-10-31", 7],
  ]);
});

test("charges are tested in the period of their days, whatever it is called", async () => {
  const twice = cleanBooks().bill;
  const engine = await opened(APRIL, { bill: [...twice, ...twice.slice(0, 1)] });
  await engine.context.change("state-totals", ({ writer }) =>
    writer.run(
      raw(
        "insert into source_file_total " +
          "(source_file_id, measure, currency, period, records, amount) " +
          "select source_file_id, 'BilledCost', 'USD', '2026-10', 63, 444 from source_file " +
          "where dataset = 'charge'",
      ),
    ),
  );
  const repeated = "repeated-charges | Example Cloud payer-1 | 1 | USD 10";
  expect(await failedOf(engine, "2026-07")).toContain(repeated);
  expect(await failedOf(engine, "2026-10")).not.toContain(repeated);
});

test("a day that is missing where a period of weeks ends is missing in that period", async () => {
  const engine = await opened(WEEKS, { bill: billWithout([24]) });
  expect(await failedOf(engine, "2026-10")).toEqual([
    "missing-days | Example Cloud payer-1 | 1 | USD 14",
    "service-days | Example Cloud payer-1 team-1 Servers | 1 | USD 10",
    "service-days | Example Cloud payer-1 team-1 Storage | 1 | USD 4",
  ]);
  expect(await failedOf(engine, "2026-11")).toEqual(["ledger-months | Example | 1"]);
});

test("a bill that ends early fails each period with the days it lacks there", async () => {
  const lost = Array.from({ length: 11 }, (_, index) => 21 + index);
  const engine = await opened(WEEKS, { bill: billWithout(lost) });
  expect(await failedOf(engine, "2026-10")).toEqual([
    "month-covered | Example Cloud payer-1 | 1 | USD 56",
  ]);
  expect(await failedOf(engine, "2026-11")).toEqual([
    "month-covered | Example Cloud payer-1 | 1 | USD 98",
  ]);
});

test("a fee that is said twice fails each period with the part it has there", async () => {
  const fee: SeedRow = {
    ...dayOfUsage(1, "Support", "31"),
    charge_category: "Purchase",
    charge_period_end: "2026-11-01 00:00:00",
  };
  const engine = await opened(WEEKS, { bill: [...cleanBooks().bill, fee, fee] });
  expect(await failedOf(engine, "2026-10")).toEqual([
    "repeated-charges | Example Cloud payer-1 | 1 | USD 24",
  ]);
  expect(await failedOf(engine, "2026-11")).toEqual([
    "repeated-charges | Example Cloud payer-1 | 1 | USD 7",
    "ledger-months | Example | 1",
  ]);
});

test("the thirteenth period is one that a ledger may lack", async () => {
  const line = (posting_period: string): SeedRow =>
    ledgerLine(1, { posting_period, period: posting_period, posting_date: null });
  const ledger = [line("2026-12"), line("2027-01")];
  const engine = await opened(THIRTEEN, { ledger });
  expect(await failedOf(engine, "2026-13")).toEqual(["ledger-months | Example | 1"]);
  expect(await failedOf(engine, "2026-12")).toEqual([]);
});

test("a rate is of the period of its day", async () => {
  const engine = await opened(WEEKS);
  unwrap(await engine.client.workspace.configure({ currency: "EUR" }));
  const rate = { from_currency: "USD", to_currency: "EUR", rate: "0.9", rate_type: "average" };
  await seedTable(engine.context, "exchange_rate", [{ ...rate, rate_date: "2026-10-25" }]);
  expect(await failedOf(engine, "2026-10")).toEqual(["exchange-rates | USD to EUR | 1 | USD 336"]);
  expect(await failedOf(engine, "2026-11")).toEqual(["ledger-months | Example | 1"]);
});
