import { describe, expect, test } from "vitest";
import { openEngine } from "../../../support/open-engine.ts";
import {
  type Books,
  cleanBooks,
  day,
  dayOfUsage,
  failedIn,
  invoiceLine,
  ledgerLine,
  MONTH,
  reportOf,
  seedBooks,
} from "../../../support/quality-estate.ts";
import { type SeedRow, seedCharges, seedTable } from "../../../support/seed.ts";

async function failuresOf(change: (books: Books) => Partial<Books>): Promise<string[]> {
  const books = cleanBooks();
  const engine = await openEngine();
  await seedBooks(engine, { ...books, ...change(books) });
  return failedIn(await reportOf(engine));
}

const without = (days: readonly number[], service?: string) => (row: SeedRow) =>
  !days.some((number) => row["charge_period_start"] === `${day(number)} 00:00:00`) ||
  (service !== undefined && row["service_name"] !== service);

const changed = (rows: readonly SeedRow[], at: number, change: SeedRow): SeedRow[] =>
  rows.map((row, index) => (index === at ? { ...row, ...change } : row));

describe("one thing wrong is one failure", () => {
  test("nothing is wrong with well-kept books", async () => {
    expect(await failuresOf(() => ({}))).toEqual([]);
  });

  test("a charge without what the close needs, and one without a detail", async () => {
    const lacking = (change: SeedRow) =>
      failuresOf(({ bill }) => ({
        bill: [...bill, { ...dayOfUsage(5), resource_id: "x", ...change }],
      }));
    expect(await lacking({ billing_account_id: " " })).toEqual([
      "charge-fields | billing account | 1 | USD 10",
    ]);
    expect(await lacking({ sub_account_id: null })).toEqual([
      "charge-details | sub-account | 1 | USD 10",
    ]);
  });

  test("a charge that is said twice, and none that only resembles another", async () => {
    expect(await failuresOf(({ bill }) => ({ bill: [...bill, ...bill.slice(0, 1)] }))).toEqual([
      "repeated-charges | Example Cloud payer-1 | 1 | USD 10",
    ]);
    const alike: SeedRow = { ...dayOfUsage(1), resource_id: "Servers-2" };
    expect(await failuresOf(({ bill }) => ({ bill: [...bill, alike] }))).toEqual([]);
  });

  test("days without usage on the account, and of one service", async () => {
    expect(await failuresOf(({ bill }) => ({ bill: bill.filter(without([9, 10])) }))).toEqual([
      "missing-days | Example Cloud payer-1 | 2 | USD 28",
      "service-days | Example Cloud payer-1 team-1 Servers | 2 | USD 20",
      "service-days | Example Cloud payer-1 team-1 Storage | 2 | USD 8",
    ]);
    expect(
      await failuresOf(({ bill }) => ({ bill: bill.filter(without([9], "Storage")) })),
    ).toEqual(["service-days | Example Cloud payer-1 team-1 Storage | 1 | USD 4"]);
  });

  test("a service that rests on Sundays has no gap", async () => {
    const sundays = [4, 11, 18, 25];
    expect(
      await failuresOf(({ bill }) => ({ bill: bill.filter(without(sundays, "Storage")) })),
    ).toEqual([]);
  });

  test("a bill that ends three days before its month", async () => {
    const failed = await failuresOf(({ bill }) => ({ bill: bill.filter(without([29, 30, 31])) }));
    expect(failed).toEqual(["month-covered | Example Cloud payer-1 | 1 | USD 42"]);
  });

  test("usage below zero, while credits and corrections are fine", async () => {
    const negative: SeedRow = { ...dayOfUsage(3), resource_id: "x", list_cost: "-2" };
    const taken: SeedRow = { ...dayOfUsage(4), resource_id: "y", pricing_quantity: "-5" };
    const credit: SeedRow = { ...negative, charge_category: "Credit" };
    const correction: SeedRow = { ...negative, charge_class: "Correction" };
    expect(
      await failuresOf(({ bill }) => ({ bill: [...bill, negative, taken, credit, correction] })),
    ).toEqual([
      "negative-usage | negative quantity at a cost | 1 | USD 10",
      "negative-usage | negative list cost | 1 | USD -2",
    ]);
  });

  test("a day that costs a multiple of the others", async () => {
    const spike = (cost: string) =>
      failuresOf(({ bill }) => ({
        bill: changed(bill, 20, { billed_cost: cost, effective_cost: cost }),
      }));
    expect(await spike("20")).toEqual([]);
    expect(await spike("20.01")).toEqual([
      "daily-outliers | Example Cloud team-1 Servers | 1 | USD 20.01",
    ]);
  });

  test("dates that cannot be", async () => {
    const ends = "2026-10-02 00:00:00";
    const late = { charge_period_start: "2026-11-04 00:00:00", charge_period_end: null };
    expect(
      await failuresOf(({ bill }) => ({
        bill: [
          ...bill,
          { ...dayOfUsage(5), resource_id: "x", charge_period_end: ends },
          { ...dayOfUsage(5), resource_id: "y", ...late, effective_period: "2026-11" },
        ],
      })),
    ).toEqual([
      "charge-dates | charge period that ends before it begins | 1 | USD 10",
      "charge-dates | usage after its billing period | 1 | USD 10",
    ]);
  });

  test("an account billed in two currencies", async () => {
    const euro: SeedRow = { ...dayOfUsage(5), resource_id: "x", billing_currency: "EUR" };
    expect(await failuresOf(({ bill }) => ({ bill: [...bill, euro] }))).toEqual([
      "mixed-currencies | Example Cloud payer-1 | 1 | EUR 10",
    ]);
  });

  test("a ledger line twice, one without a document, one posted in another month", async () => {
    expect(await failuresOf(({ ledger }) => ({ ledger: [...ledger, ledgerLine(3)] }))).toEqual([
      "repeated-ledger-lines | Example 650100 | 1 | USD 103",
    ]);
    expect(
      await failuresOf(({ ledger }) => ({
        ledger: [...ledger, ledgerLine(40, { document_number: null })],
      })),
    ).toEqual(["book-fields | document number | 1 | USD 140"]);
    expect(
      await failuresOf(({ ledger }) => ({
        ledger: changed(ledger, 2, { posting_date: "2026-11-02" }),
      })),
    ).toEqual(["posting-dates | Example 650100 | 1 | USD 102"]);
  });

  test("a hole in numbers that run on, and none where they never did", async () => {
    const hole = await failuresOf(({ ledger }) => ({
      ledger: ledger.filter((_, index) => index !== 7),
    }));
    expect(hole).toEqual(["document-numbers | ledger Example KR | 1"]);
    const extract = await failuresOf(({ ledger }) => ({
      ledger: ledger.filter((_, index) => index % 3 !== 1),
    }));
    expect(extract).toEqual([]);
  });

  test("an invoice twice, however it is written, and one that ends before it begins", async () => {
    expect(
      await failuresOf(({ invoices }) => ({
        invoices: [...invoices, invoiceLine(3, { document_number: "a 0021".replace("00", "") })],
      })),
    ).toEqual(["repeated-invoices | Example Desk | 1 | USD 53"]);
    expect(
      await failuresOf(({ invoices }) => ({
        invoices: changed(invoices, 1, { period_start: "2026-12-31", period_end: "2026-01-01" }),
      })),
    ).toEqual(["reversed-periods | supplier invoices | 1 | USD 51"]);
  });

  test("a month that the ledger has not", async () => {
    const ledger = [ledgerLine(1, { period: "2026-08", posting_date: "2026-08-03" })];
    expect(await failuresOf(() => ({ ledger }))).toEqual(["ledger-months | Example | 1"]);
  });

  test("a currency without a rate of the month", async () => {
    const engine = await openEngine();
    await engine.client.workspace.configure({ currency: "EUR" });
    await seedBooks(engine, cleanBooks());
    const rate = { rate_date: "2026-09-01", from_currency: "USD", to_currency: "EUR" };
    await seedTable(engine.context, "exchange_rate", [
      { ...rate, rate: "0.9", rate_type: "average" },
    ]);
    expect(failedIn(await reportOf(engine))).toEqual(["exchange-rates | USD to EUR | 1 | USD 434"]);
  });
});

test("an example names its file, its row and what is expected", async () => {
  const engine = await openEngine();
  const bill = changed(cleanBooks().bill, 20, { effective_cost: "500", billed_cost: "500" });
  await seedCharges(engine.context, [...bill, { ...bill[0] }], "october.csv");
  const { results, windows } = await reportOf(engine);
  const exampleOf = (id: string) =>
    results.find((result) => result.test === id)?.failures[0]?.examples[0];
  expect(exampleOf("daily-outliers")).toMatchObject({
    file: "october.csv",
    row: null,
    text: "2026-10-11: expected between 0 and 20",
  });
  expect(exampleOf("repeated-charges")).toMatchObject({ file: "october.csv", row: 64 });
  expect(windows).toEqual([
    {
      dataset: "charge",
      name: "Example Cloud payer-1",
      period: MONTH,
      firstDay: "2026-10-01",
      lastDay: "2026-10-31",
      days: 31,
      rows: 63,
    },
  ]);
});

test("a test without anything to hold against says why", async () => {
  const engine = await openEngine();
  await seedCharges(engine.context, [{ billed_period: MONTH, billed_cost: "1" }]);
  const { results } = await reportOf(engine);
  const said = Object.fromEntries(results.map(({ test: id, state, why }) => [id, [state, why]]));
  expect(said["repeated-invoices"]).toEqual(["not-applicable", "No file of its kind is imported."]);
  expect(said["daily-outliers"]).toEqual([
    "not-applicable",
    "No service has 14 days of usage in the month.",
  ]);
  expect(said["charge-dates"]).toEqual(["passed", null]);
});
