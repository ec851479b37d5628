import { expect, test } from "vitest";
import { type Engine, unwrap } from "../../../../main/engine/engine.ts";
import type { ImportPreview, RejectGroup } from "../../../../shared/contract/jobs.ts";
import { Mapping } from "../../../../shared/domain/mapping.ts";
import { focusText } from "../../../support/focus-text.ts";
import { grantBytes, importText } from "../../../support/import-text.ts";
import { openEngine } from "../../../support/open-engine.ts";
import { buildWorkbook } from "../../../support/write-xlsx.ts";

const HEADER =
  "bill/PayerAccountId,bill/BillingPeriodStartDate,lineItem/LineItemType,lineItem/UsageStartDate," +
  "lineItem/UnblendedCost,lineItem/CurrencyCode,lineItem/ProductCode";
const record = (cost: string, currency = "USD", start = "2026-10-02T00:00:00Z"): string =>
  `0012,2026-10-01T00:00:00Z,Usage,${start},${cost},${currency},AmazonEC2`;
const COST = "lineItem/UnblendedCost";
const BILL = Mapping.parse({ tieout: 1, dataset: "charge" });

const cur = (...lines: readonly string[]): string => `${[HEADER, ...lines].join("\n")}\n`;

async function preview(
  engine: Engine,
  bytes: string | Uint8Array,
  mapping?: Partial<Mapping>,
  name?: string,
): Promise<ImportPreview> {
  const file = await grantBytes(engine, bytes, name);
  const read = mapping === undefined ? {} : { mapping: { ...BILL, ...mapping } };
  return unwrap(await engine.runJob("preview", { file, ...read }));
}

const causes = (groups: readonly RejectGroup[]): string[] =>
  groups.map(({ cause, count }) => `${cause} ${count}`).sort();

const billed = ({ totals }: ImportPreview): string | undefined =>
  totals.find(({ measure }) => measure === "billed_cost")?.amount;

test("a provider's own bill shows what stands in the cells that keep records out", async () => {
  const engine = await openEngine();
  const { groups } = await preview(engine, cur(record("1"), record("n/a"), record("2", "U$")));
  expect(groups).toMatchObject([
    {
      cause: "currency-unknown",
      atStake: [{ currency: "U$", amount: "2", records: 1 }],
      columns: [{ column: "lineItem/CurrencyCode", field: "billing_currency", count: 1 }],
      values: [{ column: "lineItem/CurrencyCode", found: "U$", count: 1 }],
      isWhole: true,
    },
    {
      cause: "not-a-number",
      columns: [{ column: COST, field: "billed_cost", count: 1 }],
      values: [{ column: COST, found: "n/a", count: 1 }],
      isWhole: true,
    },
  ]);
});

test("its rows are left out by a rule, told with their cost, and conserved", async () => {
  const engine = await openEngine();
  const text = cur(record("1"), record("0.25", "XQZ"), record("n/a", "XQZ"), "", record("4"));
  const skip = [{ column: "lineItem/CurrencyCode", matches: "^(?:XQZ)$", reason: "no currency" }];
  const mapping = { ...BILL, skip };
  const { files } = unwrap(await importText(engine, text, { mapping }));
  expect(files[0]?.records).toEqual({
    physical: 5,
    loaded: 2,
    rejected: 0,
    blank: 1,
    skipped: 2,
  });
  expect(files[0]?.findings.find(({ code }) => code === "records-skipped")).toMatchObject({
    found: `2 records skipped: no currency; ${COST} of 1 cannot be read`,
    column: COST,
    amountAtStake: "0.25",
    currency: "XQZ",
  });
  const sourceFileId = files[0]?.sourceFileId ?? "";
  const trace = unwrap(await engine.client.charges.trace({ chargeId: `${sourceFileId}:6` }));
  expect(trace.rawText).toBe(record("4"));
  expect(unwrap(await engine.client.workspace.verify({}))).toMatchObject({ ok: true });
});

test("a replaced value of it mends every row, and a field names its column", async () => {
  const engine = await openEngine();
  const text = cur(record("1"), record("n/a"), record("n/a"), record("8", "XQZ"));
  const replace = [{ column: COST, from: "n/a", to: "2.5", reason: "as invoiced" }];
  const skip = [{ column: "billing_currency", matches: "^XQZ$", reason: "no currency" }];
  const mended = await preview(engine, text, { replace, skip });
  expect(mended.records).toMatchObject({ loaded: 3, rejected: 0, skipped: 1 });
  expect(billed(mended)).toBe("6");
});

test("one row is left out by its own text, ragged or cut open as it may be", async () => {
  const engine = await openEngine();
  const ragged = `${record("2")},more,cells`;
  const open = `0012,2026-10-01T00:00:00Z,Usage,2026-10-02T00:00:00Z,3,USD,"Amazon"EC2`;
  const text = cur(record("1"), ragged, open, record("4"));
  const { groups } = await preview(engine, text);
  expect(groups).toMatchObject([{ cause: "record-broken", count: 2, rows: [ragged, open] }]);
  const skip = [ragged, open].map((row) => ({ record: row, reason: "repeated by mistake" }));
  const mended = await preview(engine, text, { skip });
  expect(mended.records).toMatchObject({ physical: 4, loaded: 2, rejected: 0, skipped: 2 });
  expect(billed(mended)).toBe("5");
});

test("a rule about one row is not kept for the next file of the layout", async () => {
  const engine = await openEngine();
  const row = record("n/a");
  const skip = [
    { record: row, reason: "no amount" },
    { column: "lineItem/LineItemType", matches: "^Footer$", reason: "footer" },
  ];
  unwrap(await importText(engine, cur(record("1"), row), { mapping: { ...BILL, skip } }));
  const next = await preview(engine, cur(record("5"), row));
  expect(next.mapping?.skip).toEqual([skip[1]]);
  expect(next.records).toMatchObject({ loaded: 1, rejected: 1 });
});

test("FOCUS as text, as a sheet, and a footer with all that is below it", async () => {
  const engine = await openEngine();
  const text = focusText([{ BilledCost: "7.5" }, { BilledCost: "n/a" }, { BilledCost: "3" }]);
  const skip = [{ column: "BilledCost", matches: "^n/a$", andBelow: true, reason: "footer" }];
  const asText = await preview(engine, text, { skip });
  expect(asText.records).toMatchObject({ physical: 3, loaded: 1, skipped: 2, rejected: 0 });
  expect(billed(asText)).toBe("7.5");
  const cells = text
    .trim()
    .split("\n")
    .map((line) => line.split(","));
  const sheet = await buildWorkbook((book) => book.addWorksheet("Bill").addRows(cells));
  const asSheet = await preview(engine, sheet, { skip }, "bill.xlsx");
  expect(asSheet.records).toMatchObject({ loaded: 1, skipped: 2, rejected: 0 });
  expect(billed(asSheet)).toBe("7.5");
});

test("a bill of which nothing is left is refused with what left it out", async () => {
  const engine = await openEngine();
  const skip = [{ column: COST, empty: false, reason: "all" }];
  const file = await grantBytes(engine, cur(record("1")));
  const refused = await engine.runJob("preview", { file, mapping: { ...BILL, skip } });
  expect(refused).toMatchObject({
    ok: false,
    error: {
      code: "file-empty",
      remedy: "Check the skip rules of the mapping: they leave nothing.",
    },
  });
});

test("a rule about a column there is not names the nearest", async () => {
  const engine = await openEngine();
  const skip = [{ column: "lineItem/UnblendedCosts", empty: true, reason: "none" }];
  const file = await grantBytes(engine, cur(record("1")));
  const refused = await engine.runJob("preview", { file, mapping: { ...BILL, skip } });
  expect(refused).toMatchObject({
    ok: false,
    error: {
      code: "mapping-invalid",
      remedy: `Correct the name; the nearest column is "${COST}".`,
    },
  });
});

test("a record with several things wrong stands in the group of each at once", async () => {
  const engine = await openEngine();
  const bill = await preview(
    engine,
    cur(record("1"), record("n/a", "U$"), record("n/a", "USD", "2026-10-40T00:00:00Z")),
  );
  expect(bill.records.rejected).toBe(2);
  expect(causes(bill.groups)).toEqual(["currency-unknown 1", "date-unclear 1", "not-a-number 2"]);
  const focus = await preview(
    engine,
    focusText([
      {},
      { BilledCost: "n/a", BillingCurrency: "U$", ChargePeriodStart: "2026-10-40T00:00:00Z" },
    ]),
  );
  expect(causes(focus.groups)).toEqual(["currency-unknown 1", "date-unclear 1", "not-a-number 1"]);
  const ledger = Mapping.parse({
    tieout: 1,
    dataset: "ledger",
    columns: { ledger_account: "Account", posting_date: "Date", amount: "Amount", currency: "Cur" },
  });
  const lines = "Account,Date,Amount,Cur\n6100,2026-10-03,1,EUR\n6100,2026-10-32,n/a,XQZ\n";
  const booked = await preview(engine, lines, ledger, "ledger.csv");
  expect(booked.records.rejected).toBe(1);
  expect(causes(booked.groups)).toEqual(["currency-unknown 1", "date-unclear 1", "not-a-number 1"]);
  const { groups } = await preview(engine, `${lines}6100,,2,EUR\n`, ledger, "ledger.csv");
  expect(groups.find(({ cause }) => cause === "missing")).toMatchObject({ count: 1 });
});
