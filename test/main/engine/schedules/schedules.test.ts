import { expect, test } from "vitest";
import { type Engine, unwrap } from "../../../../main/engine/engine.ts";
import { importText } from "../../../support/import-text.ts";
import { openEngine } from "../../../support/open-engine.ts";

const INVOICES = [
  "Invoice Number,Line,Vendor,PO Number,Invoice Date,Period Start,Period End,Description,Amount," +
    "Currency,Account",
  "S-1,1,Nimbus,PO-1,2026-09-01,2026-09-01,2027-08-31,Support of one year,87600.00,USD,131500",
  "S-2,1,Nimbus,PO-1,2026-12-20,2026-10-16,2027-01-15,Licences that came late,100.01,USD,131500",
  "S-3,1,Nimbus,PO-1,2026-10-01,2026-10-01,2026-10-31,One month,50.00,USD,131500",
  "C-1,1,Cumulus,PO-2,2026-10-05,2026-10-01,2026-12-31,Credit of a quarter,-10.00,USD,131500",
  "J-1,1,Stratus,PO-3,2026-10-05,2026-10-01,2026-12-31,Seats,1000,JPY,131500",
].join("\n");

async function rolls(engine: Engine, period: string) {
  const { schedules, totals } = unwrap(await engine.client.reconciliation.schedules({ period }));
  return {
    schedules: schedules.map(({ document, byMonth, byDay }) => [
      document,
      ...Object.values(byMonth ?? {}),
      "|",
      ...Object.values(byDay ?? {}),
    ]),
    totals,
    ids: new Map(schedules.map(({ document, scheduleId }) => [document, scheduleId])),
  };
}

async function months(engine: Engine, scheduleId = "") {
  const answer = unwrap(await engine.client.reconciliation.schedule({ scheduleId }));
  return answer.months;
}

test("a year of support is a twelfth a month for the ledger, its days by day", async () => {
  const engine = await openEngine();
  unwrap(await importText(engine, INVOICES, { name: "invoices.csv" }));

  const september = await rolls(engine, "2026-09");
  expect(september.schedules).toEqual([
    ["S-1", "0", "87600", "7300", "80300", "|", "0", "87600", "7200", "80400"],
  ]);
  const { schedules, totals } = await rolls(engine, "2026-10");
  expect(schedules).toEqual([
    ["J-1", "0", "1000", "333", "667", "|", "0", "1000", "337", "663"],
    ["C-1", "0", "-10", "-3.33", "-6.67", "|", "0", "-10", "-3.37", "-6.63"],
    ["S-1", "80300", "0", "7300", "73000", "|", "80400", "0", "7440", "72960"],
  ]);
  expect(totals).toMatchObject([
    { account: "131500", currency: "JPY", schedules: 1 },
    {
      account: "131500",
      currency: "USD",
      schedules: 2,
      byMonth: { opening: "80300", added: "-10", recognised: "7296.67", closing: "72993.33" },
      byDay: { opening: "80400", added: "-10", recognised: "7436.63", closing: "72953.37" },
    },
  ]);
  const year = await months(engine, september.ids.get("S-1"));
  expect(year.map(({ byDay }) => byDay)).toEqual(
    [7200, 7440, 7200, 7440, 7440, 6720, 7440, 7200, 7440, 7200, 7440, 7440].map(String),
  );
  expect(new Set(year.map(({ byMonth }) => byMonth))).toEqual(new Set(["7300"]));
});

test("an invoice that comes late brings the months before with it", async () => {
  const engine = await openEngine();
  unwrap(await importText(engine, INVOICES, { name: "invoices.csv" }));
  expect((await rolls(engine, "2026-11")).schedules.map(([document]) => document)).not.toContain(
    "S-2",
  );
  const { schedules, ids } = await rolls(engine, "2026-12");
  expect(await months(engine, ids.get("S-2"))).toEqual([
    { period: "2026-10", days: 16, byMonth: "17.21", byDay: "17.39", provider: null },
    { period: "2026-11", days: 30, byMonth: "33.33", byDay: "32.62", provider: null },
    { period: "2026-12", days: 31, byMonth: "33.34", byDay: "33.69", provider: null },
    { period: "2027-01", days: 15, byMonth: "16.13", byDay: "16.31", provider: null },
  ]);
  expect(schedules.find(([document]) => document === "S-2")).toEqual([
    "S-2",
    "0",
    "100.01",
    "83.88",
    "16.13",
    "|",
    "0",
    "100.01",
    "83.7",
    "16.31",
  ]);
});

const BILL_HEAD =
  "BilledCost,EffectiveCost,BillingCurrency,BillingPeriodStart,ChargePeriodStart," +
  "ChargePeriodEnd,ChargeCategory,ChargeFrequency,CommitmentDiscountId,ProviderName,ServiceName";
const charge = (
  costs: string,
  month: string,
  rest: string,
  days = `${month}-01,${month}-28`,
): string => `${costs},USD,${month}-01,${days},${rest},Nimbus,Servers`;
const BILL = [
  BILL_HEAD,
  charge("87600,0", "2026-09", "Purchase,One-Time,sp-1"),
  charge("0,7200", "2026-09", "Usage,Usage-Based,sp-1"),
  charge("0,7440", "2026-10", "Usage,Usage-Based,sp-1"),
  charge("1200,0", "2026-09", "Purchase,One-Time,sp-2", "2026-09-01,2027-09-01"),
  charge("500,0", "2026-09", "Purchase,One-Time,sp-3"),
  charge("30,30", "2026-09", "Purchase,Recurring,ri-4"),
].join("\n");
const COMMITMENTS = [
  "ContractCommitmentId,ContractId,ContractCommitmentCategory,ContractCommitmentCost," +
    "ContractCommitmentPeriodStart,ContractCommitmentPeriodEnd,BillingCurrency",
  "sp-1,c-1,Spend,87600,2026-09-01T00:00:00Z,2027-09-01T00:00:00Z,USD",
].join("\n");

test("a commitment is spread over its contract's term, beside what the bills carry", async () => {
  const engine = await openEngine();
  unwrap(await importText(engine, BILL));
  unwrap(await importText(engine, COMMITMENTS, { name: "commitments.csv" }));
  const { schedules } = unwrap(await engine.client.reconciliation.schedules({ period: "2026-10" }));
  expect(
    schedules.map(({ scheduleId, termFrom, lastDay, byMonth, provider }) => [
      scheduleId.split(" ")[1],
      termFrom,
      lastDay,
      byMonth?.recognised ?? null,
      provider,
    ]),
  ).toEqual([
    ["sp-1", "commitment", "2027-08-31", "7300", "7440"],
    ["sp-2", "charge", "2027-08-31", "100", null],
    ["sp-3", null, null, null, null],
  ]);
});

test("two files that disagree about a term leave it open", async () => {
  const engine = await openEngine();
  unwrap(await importText(engine, BILL));
  const other = COMMITMENTS.replace("2027-09-01T", "2028-09-01T");
  unwrap(await importText(engine, COMMITMENTS, { name: "commitments.csv" }));
  unwrap(await importText(engine, other, { name: "more.csv" }));
  const { schedules } = unwrap(await engine.client.reconciliation.schedules({ period: "2026-09" }));
  expect(schedules.find(({ scheduleId }) => scheduleId.includes("sp-1"))).toMatchObject({
    termFrom: null,
    byMonth: null,
  });
});

test("a term that ends in the last second of a day has that day", async () => {
  const engine = await openEngine();
  const bill = [
    BILL_HEAD,
    charge("1200,0", "2026-01", "Purchase,One-Time,sp-5", "2026-01-01,2026-12-31T23:59:59Z"),
  ].join("\n");
  unwrap(await importText(engine, bill));
  const { schedules } = unwrap(await engine.client.reconciliation.schedules({ period: "2026-01" }));
  expect(schedules).toMatchObject([
    { lastDay: "2026-12-31", byMonth: { recognised: "100" }, byDay: { recognised: "101.92" } },
  ]);
});

test("an amount in a currency that is no more keeps its digits", async () => {
  const engine = await openEngine();
  const bill = [
    BILL_HEAD,
    charge("100,0", "2026-01", "Purchase,One-Time,sp-6", "2026-01-01,2026-04-01").replace(
      "USD",
      "HRK",
    ),
  ].join("\n");
  unwrap(await importText(engine, bill));
  const { schedules } = unwrap(await engine.client.reconciliation.schedules({ period: "2026-03" }));
  expect(schedules).toMatchObject([
    { currency: "HRK", byMonth: { opening: "33.333333333333", closing: "0" } },
  ]);
});

test("an invoice whose period ends before it begins is shown and not spread", async () => {
  const engine = await openEngine();
  const [head] = INVOICES.split("\n");
  const line = "R-1,1,Nimbus,PO-1,2026-10-01,2027-09-30,2026-10-01,Seats,2400.00,USD,131500";
  unwrap(await importText(engine, `${head}\n${line}\n`, { name: "invoices.csv" }));
  const { schedules, totals } = unwrap(
    await engine.client.reconciliation.schedules({ period: "2026-10" }),
  );
  expect(schedules).toMatchObject([{ document: "R-1", termFrom: null, byMonth: null }]);
  expect(totals).toEqual([]);
});
