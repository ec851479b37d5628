import { expect, test } from "vitest";
import type { Engine } from "../../../../main/engine/engine.ts";
import { openEngine } from "../../../support/open-engine.ts";
import {
  BASIC_CONFIG,
  itemLines,
  ledgerRow,
  loadCase,
  openCase,
  reconcilePeriod,
} from "../../../support/reconcile-case.ts";
import { type SeedRow, seedTable } from "../../../support/seed.ts";

const PERIOD = "2026-10";
const CHARGE = {
  billed_period: PERIOD,
  invoice_id: "INV-1",
  billed_cost: "1000",
  billing_currency: "EUR",
  billing_period_end: "2026-11-01 00:00:00",
};

function rate(value: string, date: string, type = "average"): SeedRow {
  return {
    rate_date: date,
    from_currency: "EUR",
    to_currency: "USD",
    rate: value,
    rate_type: type,
  };
}

async function withRates(...files: readonly (readonly SeedRow[])[]): Promise<Engine> {
  const engine = await openEngine();
  await loadCase(engine, { charges: [CHARGE] });
  await seedTable(engine.context, "ledger_entry", [ledgerRow({ period: PERIOD, amount: "1" })]);
  for (const [index, rows] of files.entries()) {
    await seedTable(engine.context, "exchange_rate", rows, `rates-${index + 1}.csv`);
  }
  return engine;
}

test.each([
  ["of one day", "2026-10-31"],
  ["of another day, for a month has one average", "2026-10-01"],
])("two averages %s are refused with both files and rows", async (_name, date) => {
  const first = [rate("1.10", "2026-10-31")];
  const second = [rate("1.05", "2026-09-30"), rate("9.99", date)];
  for (const files of [
    [first, second],
    [second, first],
  ]) {
    const engine = await withRates(...files);
    const refused = await engine.runJob("reconcile", { period: PERIOD, config: BASIC_CONFIG });
    const said = refused.ok ? "" : refused.error.message;
    expect(refused).toMatchObject({
      ok: false,
      error: {
        code: "exchange-rate-conflict",
        remedy: expect.stringContaining("Withdraw the file"),
        details: { from: "EUR", to: "USD", period: PERIOD, type: "average" },
      },
    });
    const [one, two] = files[0] === first ? ["1", "2"] : ["2", "1"];
    expect(said).toContain("Two average rates from EUR to USD count for 2026-10");
    expect(said).toContain(`1.1 of 2026-10-31 in rates-${one}.csv, row 2`);
    expect(said).toContain(`9.99 of ${date} in rates-${two}.csv, row 3`);
  }
});

test("the same rate twice is one rate, and of closing rates the last day's counts", async () => {
  const average = [rate("1.10", "2026-10-31")];
  const closing = [rate("1.08", "2026-10-30", "closing"), rate("1.09", "2026-10-31", "closing")];
  const engine = await withRates(average, average, closing);
  const config = `${BASIC_CONFIG}
  - account: "131500"
    kind: prepaid
    charges: [ { attribute: commitment_discount_id, op: exists } ]
`;
  await loadCase(engine, {
    charges: [{ ...CHARGE, commitment_discount_id: "sp-1", billed_cost: "100" }],
  });
  const { result } = await reconcilePeriod(engine, PERIOD, config);
  expect(result.accounts.map(({ account, billing }) => [account, billing])).toEqual([
    ["650100", "1210"],
    ["131500", "109"],
  ]);
});

const BOOKED = { period: PERIOD, reference: "INV-1", amount: "1056" };
const AVERAGE = rate("1.10", "2026-10-31");

test("no loaded rate gives what the ledger booked: nothing is called exchange", async () => {
  const engine = await openCase({ charges: [CHARGE], ledger: [BOOKED], rates: [AVERAGE] });
  const { result, items } = await reconcilePeriod(engine, PERIOD, BASIC_CONFIG);
  expect(itemLines(items)).toEqual([]);
  expect(result).toMatchObject({ ties: false, totals: { unidentified: "-44" } });
});

test("a loaded rate that gives the booked amount is named", async () => {
  const rates = [AVERAGE, rate("1.056", "2026-10-14", "spot"), rate("1.2", "2026-10-15", "spot")];
  const engine = await openCase({ charges: [CHARGE], ledger: [BOOKED], rates });
  const { result, items } = await reconcilePeriod(engine, PERIOD, BASIC_CONFIG);
  expect(itemLines(items)).toEqual(["650100 fx -44"]);
  expect(result.ties).toBe(true);
  expect(items[0]?.description).toContain("1.056 against 1.1");
  expect(items[0]?.reason).toContain("the spot rate of 2026-10-14");
  expect(items[0]?.reason).not.toContain("agrees in EUR");
});

test("a rate that misses by more than a minor unit per line explains nothing", async () => {
  const lines = ["500", "556.04"].map((amount) => ({ ...BOOKED, amount }));
  const rates = [AVERAGE, rate("1.056", "2026-10-14", "spot")];
  const engine = await openCase({ charges: [CHARGE], ledger: lines, rates });
  const { result } = await reconcilePeriod(engine, PERIOD, BASIC_CONFIG);
  expect(result.totals.unidentified).toBe("-43.96");
  const near = ["500", "556.02"].map((amount) => ({ ...BOOKED, amount }));
  const other = await openCase({ charges: [CHARGE], ledger: near, rates });
  expect(itemLines((await reconcilePeriod(other, PERIOD, BASIC_CONFIG)).items)).toEqual([
    "650100 fx -43.98",
  ]);
});

test("a ledger line that holds the foreign amount shows the exchange itself", async () => {
  const foreign = { ...BOOKED, foreign_amount: "1000", foreign_currency: "EUR" };
  const engine = await openCase({ charges: [CHARGE], ledger: [foreign], rates: [AVERAGE] });
  const { items } = await reconcilePeriod(engine, PERIOD, BASIC_CONFIG);
  expect(itemLines(items)).toEqual(["650100 fx -44"]);
  expect(items[0]?.reason).toContain("agrees in EUR");
});

test("what a tolerance leaves in the foreign currency is not exchange", async () => {
  const foreign = {
    ...BOOKED,
    reference: null,
    foreign_amount: "1000.50",
    foreign_currency: "EUR",
    amount: "1056",
  };
  const engine = await openCase({ charges: [CHARGE], ledger: [foreign], rates: [AVERAGE] });
  const { result, items } = await reconcilePeriod(
    engine,
    PERIOD,
    `${BASIC_CONFIG}
passes:
  - { pass: 4, dateWindowDays: 31, toleranceAbsolute: "1", tolerancePercent: "1" }
`,
  );
  expect(itemLines(items)).toEqual(["650100 fx -44.55", "650100 tolerance-residue 0.55"]);
  expect(result.totals.unidentified).toBe("0");
});
