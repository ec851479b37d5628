import { expect, test } from "vitest";
import { sql } from "../../../../main/engine/database/sql.ts";
import { type Engine, unwrap } from "../../../../main/engine/engine.ts";
import { grantBytes, importText } from "../../../support/import-text.ts";
import { openEngine } from "../../../support/open-engine.ts";

const HEADER =
  "BillingAccountId,BillingPeriodStartDate,BillingPeriodEndDate,SubscriptionId,Date," +
  "MeterCategory,MeterId,Quantity,UnitOfMeasure,Cost,BillingCurrency,ChargeType,Frequency," +
  "PricingModel,benefitId";
const RESERVATION = "/providers/Microsoft.Capacity/reservationOrders/o/reservations/r";

function row(type: string, model: string, cost: string, account = "8611", day = "13"): string {
  const benefit = model === "OnDemand" ? "" : RESERVATION;
  return (
    `${account},09/01/2026,09/30/2026,sub-1,09/${day}/2026,Virtual Machines,m-1,10,10 Hours,` +
    `${cost},EUR,${type},UsageBased,${model},${benefit}`
  );
}

const ACTUAL = [
  HEADER,
  row("Usage", "OnDemand", "2.5"),
  row("Usage", "OnDemand", "0.0000000000004"),
  row("Usage", "Reservation", "0"),
  row("Purchase", "Reservation", "90"),
  row("Refund", "Reservation", "-10"),
].join("\n");
const AMORTISED = [
  HEADER,
  row("Usage", "OnDemand", "2.5"),
  row("Usage", "OnDemand", "0.0000000000004"),
  row("Usage", "Reservation", "1.75"),
  row("UnusedReservation", "Reservation", "1.25"),
].join("\n");

interface Sums {
  readonly billed: unknown;
  readonly effective: unknown;
  readonly charges: unknown;
}

async function sumsOf(engine: Engine): Promise<Sums> {
  const { rows } = await engine.context.database.read((reader) =>
    reader.table(sql`select sum(billed_cost), sum(effective_cost), count(*) from charge`),
  );
  const [[billed, effective, charges] = []] = rows;
  return { billed, effective, charges };
}

/** Billed: 2.5 + 90 − 10. Effective: 2.5 + 1.75 + 1.25. */
const PAIR: Sums = { billed: "82.5", effective: "5.5", charges: 6 };

test.each([
  ["actual first", ["actual.csv", "amortised.csv"]],
  ["amortised first", ["amortised.csv", "actual.csv"]],
])("a pair in one import counts once, %s", async (_how, names) => {
  const engine = await openEngine();
  const files = [];
  for (const name of names) {
    const text = name === "actual.csv" ? ACTUAL : AMORTISED;
    files.push({ file: await grantBytes(engine, text, name) });
  }
  const answer = unwrap(await engine.runJob("import", { files }));
  expect(answer.files.map(({ file }) => file)).toEqual(names);
  expect(await sumsOf(engine)).toEqual(PAIR);
  const actual = answer.files.find(({ file }) => file === "actual.csv");
  expect(actual).toMatchObject({
    format: "azure-purchases",
    records: { physical: 5, loaded: 2, skipped: 3 },
  });
  expect(actual?.findings.find(({ code }) => code === "records-skipped")).toMatchObject({
    found: '3 records skipped: "amortised.csv" holds the same charges of the month, amortised',
    amountAtStake: "2.5",
    currency: "EUR",
  });
});

test("a trial of one half knows the other half of the same import", async () => {
  const engine = await openEngine();
  const actual = await grantBytes(engine, ACTUAL, "actual.csv");
  const amortised = await grantBytes(engine, AMORTISED, "amortised.csv");
  const { files } = unwrap(await engine.client.workspace.inspect({ files: [actual, amortised] }));
  expect(files.map(({ comesFirst }) => comesFirst)).toEqual([undefined, true]);

  const alone = unwrap(await engine.runJob("preview", { file: actual }));
  const beside = { file: actual, after: [{ file: amortised }] };
  const paired = unwrap(await engine.runJob("preview", beside));
  expect(alone.records).toMatchObject({ loaded: 5, skipped: 0 });
  expect(paired).toMatchObject({
    format: "azure-purchases",
    records: { physical: 5, loaded: 2, skipped: 3 },
    restates: [],
  });
  expect(await sumsOf(engine)).toMatchObject({ charges: 0 });

  unwrap(await engine.runJob("import", { files: [{ file: amortised }] }));
  expect(unwrap(await engine.runJob("preview", beside)).records).toEqual(paired.records);
});

test("the actual export adds only purchases to an amortised one that is active", async () => {
  const engine = await openEngine();
  unwrap(await importText(engine, AMORTISED, { name: "amortised.csv" }));
  unwrap(await importText(engine, ACTUAL, { name: "actual.csv" }));
  expect(await sumsOf(engine)).toEqual(PAIR);
});

test("an amortised export after the whole actual one is refused, and says the way", async () => {
  const engine = await openEngine();
  const { files } = unwrap(await importText(engine, ACTUAL, { name: "actual.csv" }));
  expect(files[0]).toMatchObject({ format: "azure-actual" });
  // Alone it is effective as billed, and says so.
  expect(await sumsOf(engine)).toEqual({ billed: "82.5", effective: "82.5", charges: 5 });
  expect(files[0]?.findings.map(({ code }) => code)).toContain("bill-pair-incomplete");

  const before = await sumsOf(engine);
  expect(await importText(engine, AMORTISED, { name: "amortised.csv" })).toMatchObject({
    ok: false,
    error: {
      code: "import-rejected",
      message:
        '"amortised.csv" was not imported: it is the amortised export of a month of which ' +
        '"actual.csv" is active as a whole, and its usage would count twice.',
    },
  });
  expect(await sumsOf(engine)).toEqual(before);

  const sourceFileId = files[0]?.sourceFileId ?? "";
  unwrap(await engine.client.workspace.withdraw({ sourceFileId }));
  unwrap(await importText(engine, AMORTISED, { name: "amortised.csv" }));
  for (const format of [undefined, "azure-purchases", undefined]) {
    const file = await grantBytes(engine, ACTUAL, "actual.csv");
    const given = format === undefined ? { file } : { file, format };
    const again = unwrap(await engine.runJob("import", { files: [given] }));
    expect(await sumsOf(engine)).toEqual(PAIR);
    const id = again.files[0]?.sourceFileId ?? "";
    unwrap(await engine.client.workspace.withdraw({ sourceFileId: id }));
  }
});

test("an actual export of another account or month is no half of the pair", async () => {
  const engine = await openEngine();
  unwrap(await importText(engine, AMORTISED, { name: "amortised.csv" }));
  const other = [HEADER, row("Usage", "OnDemand", "4", "9999")].join("\n");
  const { files } = unwrap(await importText(engine, other, { name: "actual.csv" }));
  expect(files[0]?.records).toMatchObject({ loaded: 1, skipped: 0 });
});

test("a pair that does not bill the same says by how much", async () => {
  const engine = await openEngine();
  unwrap(await importText(engine, AMORTISED, { name: "amortised.csv" }));
  const late = `${ACTUAL}\n${row("Usage", "OnDemand", "1")}`;
  const { files } = unwrap(await importText(engine, late, { name: "actual.csv" }));
  expect(files[0]?.findings.find(({ code }) => code === "bill-pair-differs")).toMatchObject({
    found:
      "charges of 3.5000000000004 were left out for account 8611 in 2026-09, and " +
      '"amortised.csv" bills 2.5',
  });
});

test("an actual export without commitments adds nothing to the amortised one", async () => {
  const engine = await openEngine();
  const usage = [HEADER, row("Usage", "OnDemand", "2.5")].join("\n");
  unwrap(await importText(engine, usage, { name: "AmortizedCost.csv" }));
  const answer = await importText(engine, `${usage}\n`, { name: "ActualCost.csv" });
  expect(answer).toMatchObject({
    ok: false,
    error: {
      code: "file-empty",
      message:
        '"ActualCost.csv" was not imported: it adds no charge, because "AmortizedCost.csv" ' +
        "holds the same charges of the month, amortised.",
    },
  });
});

test("an export that holds both halves asks which it is", async () => {
  const engine = await openEngine();
  const both = `${ACTUAL}\n${row("Usage", "Reservation", "1.75")}`;
  expect(await importText(engine, both)).toMatchObject({
    ok: false,
    error: { code: "mapping-needed", message: expect.stringContaining("holds 2 purchases") },
  });
});

test("a currency that is none is refused with its line", async () => {
  const engine = await openEngine();
  expect(await importText(engine, ACTUAL.replaceAll(",EUR,", ",MC,"))).toMatchObject({
    ok: false,
    error: {
      code: "import-rejected",
      message: expect.stringContaining('line 2: "MC" in BillingCurrency is not a currency code'),
    },
  });
});
