import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { expect, test } from "vitest";
import { sql } from "../../../../main/engine/database/sql.ts";
import { unwrap } from "../../../../main/engine/engine.ts";
import { Mapping } from "../../../../shared/domain/mapping.ts";
import { grantBytes, importText } from "../../../support/import-text.ts";
import { openEngine } from "../../../support/open-engine.ts";
import { buildWorkbook } from "../../../support/write-xlsx.ts";

const HEADER =
  "bill/PayerAccountId,bill/BillingPeriodStartDate,lineItem/LineItemType,lineItem/UsageStartDate," +
  "lineItem/UnblendedCost,lineItem/CurrencyCode,lineItem/Operation,lineItem/ProductCode," +
  "reservation/ReservationARN,reservation/UnusedRecurringFee";
const record = (type: string, cost: string, rest = ",,,"): string =>
  `0012,2026-10-01T00:00:00Z,${type},2026-10-02T00:00:00Z,${cost},USD,${rest}`;
const CUR = [
  HEADER,
  record("Usage", "1"),
  record("RIFee", "10", ",AmazonEC2,arn:ri-1,4"),
  record("Usage", "0.25", "EKSPod-EC2,AmazonEC2,,"),
  "",
  record("Usage", "2"),
  record("RIFee", "20", ",AmazonEC2,arn:ri-2,5"),
  record("Usage", "3"),
].join("\n");

test("charges below a record that became two keep their record", async () => {
  const engine = await openEngine();
  const { files } = unwrap(await importText(engine, CUR));
  expect(files[0]?.records).toEqual({
    physical: 7,
    loaded: 5,
    rejected: 0,
    blank: 1,
    skipped: 1,
  });
  const sourceFileId = files[0]?.sourceFileId ?? "";
  const traced = [];
  for (const place of ["2", "3", "3.2", "6", "7", "7.2", "8"]) {
    const trace = unwrap(
      await engine.client.charges.trace({ chargeId: `${sourceFileId}:${place}` }),
    );
    const field = (name: string) => trace.fields.find((one) => one.name === name)?.value;
    traced.push([trace.row, field("billed_cost"), field("effective_cost"), trace.rawText]);
  }
  const lines = CUR.split("\n");
  expect(traced).toEqual([
    [2, "1", "1", lines[1]],
    [3, "10", "0", lines[2]],
    [3, "0", "4", lines[2]],
    [6, "2", "2", lines[5]],
    [7, "20", "0", lines[6]],
    [7, "0", "5", lines[6]],
    [8, "3", "3", lines[7]],
  ]);
  for (const place of ["2.2", "3.3", "4", "5", "9"]) {
    const none = await engine.client.charges.trace({ chargeId: `${sourceFileId}:${place}` });
    expect(none, place).toMatchObject({ ok: false, error: { code: "item-not-found" } });
  }
  const verified = unwrap(await engine.client.workspace.verify({}));
  expect(verified).toMatchObject({ ok: true });
});

test("what is left out is told with its amount", async () => {
  const engine = await openEngine();
  const { files } = unwrap(await importText(engine, CUR));
  expect(files[0]?.findings.find(({ code }) => code === "records-skipped")).toMatchObject({
    found:
      "1 record skipped: split cost allocation repeats the cost of an instance for its pods " +
      "and tasks",
    amountAtStake: "0.25",
    currency: "USD",
    column: "lineItem/UnblendedCost",
  });
});

test("the preview shows the columns and cells of the file", async () => {
  const engine = await openEngine();
  const file = await grantBytes(engine, CUR);
  const inspected = unwrap(await engine.client.workspace.inspect({ files: [file] }));
  const [one] = inspected.files;
  expect(one?.sample.header).toEqual(HEADER.split(","));
  expect(one?.sample.rows[1]).toEqual(record("RIFee", "10", ",AmazonEC2,arn:ri-1,4").split(","));
  expect(one?.columns).toContainEqual({
    source: "lineItem/UnblendedCost",
    target: "billed_cost",
    how: "unblended",
  });
  expect(one?.columns).toContainEqual({
    source: "every record",
    target: "provider_name",
    how: "every record",
  });
  expect(one?.unmapped).toContain("lineItem/LineItemType");
});

test("a mapping fills a column otherwise than the format does", async () => {
  const engine = await openEngine();
  const mapping = Mapping.parse({
    tieout: 1,
    dataset: "charge",
    columns: { ServiceName: "lineItem/Operation", SubAccountId: "bill/PayerAccountId" },
    constants: { BillingAccountName: "Group" },
  });
  unwrap(await importText(engine, CUR, { mapping }));
  const { rows } = await engine.context.database.read((reader) =>
    reader.table(
      sql`select service_name, sub_account_id, billing_account_name, billed_cost
        from charge where row_index = 1`,
    ),
  );
  expect(rows).toEqual([[null, "0012", "Group", "10"]]);
});

test("a point groups thousands in a bill that writes decimal commas", async () => {
  const engine = await openEngine();
  const costs = ["0,075", "1.234", "-2.000.001", "1.234,00"];
  const text = [HEADER, ...costs.map((cost) => record("Usage", cost.replaceAll(",", "#")))]
    .join("\n")
    .replaceAll(",", ";")
    .replaceAll("#", ",");
  const { files } = unwrap(await importText(engine, text));
  expect(files[0]?.controlTotals[0]).toMatchObject({ amount: "-1997532.925" });
  const { rows } = await engine.context.database.read((reader) =>
    reader.table(sql`select billed_cost from charge order by row_index`),
  );
  expect(rows.flat()).toEqual(["0.075", "1234", "-2000001", "1234"]);
});

test("a bill that only a mapping makes one claims no version of FOCUS", async () => {
  const engine = await openEngine();
  const mapping = Mapping.parse({
    tieout: 1,
    dataset: "charge",
    currency: "EUR",
    columns: { BilledCost: "Betrag", BillingPeriodStart: "Monat", ServiceName: "Was" },
  });
  const { files } = unwrap(
    await importText(engine, "Monat,Was,Betrag\n2026-10-01,Coffee,3\n", { mapping }),
  );
  expect(files[0]).toMatchObject({ format: "charge", records: { loaded: 1 } });
  const sourceFileId = files[0]?.sourceFileId ?? "";
  expect(unwrap(await engine.client.sources.conformance({ sourceFileId }))).toEqual({
    report: null,
  });
});

test("a small bill is known by its columns alone, and asks for the rest", async () => {
  const engine = await openEngine();
  const refused = await importText(
    engine,
    "ServiceName,ChargePeriodStart,BilledCost\nA,2026-10-01,1",
  );
  expect(refused).toMatchObject({
    ok: false,
    error: {
      code: "mapping-needed",
      message: expect.stringMatching(/In which currency.*Also open: "BillingPeriodStart"\.$/),
    },
  });
});

test("codes of charges that a spreadsheet cut to their first digits block", async () => {
  const engine = await openEngine();
  const text = [
    "BilledCost,BillingCurrency,BillingPeriodStart,ChargePeriodStart,SubAccountId,ResourceId",
    "1,USD,2026-10-01,2026-10-01,123456789012,1.5E+3X",
    "2,USD,2026-10-01,2026-10-01,1.23457E+11,i-1",
    "4,USD,2026-10-01,2026-10-01,9.9E+11,E+12",
  ].join("\n");
  unwrap(await importText(engine, text));
  const { findings } = unwrap(await engine.client.workspace.findings({}));
  expect(findings.filter(({ code }) => code === "code-damaged")).toMatchObject([
    {
      severity: "blocking",
      count: 2,
      column: "SubAccountId",
      found: '"1.23457E+11", a code that lost its digits, as 1 more has',
    },
  ]);
});

test("a bill without its currency asks for it", async () => {
  const engine = await openEngine();
  const text = CUR.replaceAll(",USD,", ",").replace("lineItem/CurrencyCode,", "");
  expect(await importText(engine, text)).toMatchObject({
    ok: false,
    error: {
      code: "mapping-needed",
      message: expect.stringContaining("In which currency are the costs?"),
    },
  });
  const mapping = Mapping.parse({ tieout: 1, dataset: "charge", currency: "EUR" });
  const { files } = unwrap(await importText(engine, text, { mapping }));
  expect(files[0]?.controlTotals[0]).toMatchObject({ currency: "EUR", amount: "36" });
});

test("a bill in Parquet is rewritten as its text would be", async () => {
  const folder = await mkdtemp(join(tmpdir(), "bill-"));
  try {
    const path = join(folder, "cur.parquet");
    const instance = await DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    await connection.run(`copy (select '001' as bill_payer_account_id,
        timestamp '2026-10-01 00:00:00' as bill_billing_period_start_date,
        'Usage' as line_item_line_item_type,
        timestamp '2026-10-03 00:00:00' as line_item_usage_start_date,
        1.25::double as line_item_unblended_cost, 'USD' as line_item_currency_code,
        map {'product_name': 'Amazon S3', 'region': 'eu-west-1'} as product,
        map {'user_team': 'atlas'} as resource_tags) to '${path}' (format parquet)`);
    connection.closeSync();
    instance.closeSync();
    const engine = await openEngine();
    const file = engine.grantFile(path);
    const { files } = unwrap(await engine.runJob("import", { files: [{ file }] }));
    expect(files[0]).toMatchObject({ format: "aws-cur-2", records: { physical: 1, loaded: 1 } });
    const { rows } = await engine.context.database.read((reader) =>
      reader.table(sql`select billed_cost, service_name, region_id, tags,
        billing_period_start, row_index + 2 + (select sum(skipped) from row_gap) from charge`),
    );
    expect(rows).toEqual([
      ["1.25", "Amazon S3", "eu-west-1", '{"team":"atlas"}', "2026-10-01T00:00:00", "1"],
    ]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

const SOURCE = ["vendor", "service", "period", "cost", "currency", "kind"];

test("a bill on a sheet keeps the numbers of its rows", async () => {
  const engine = await openEngine();
  const bytes = await buildWorkbook((workbook) => {
    workbook.addWorksheet("Notes").addRow(["Costs of the month"]);
    const sheet = workbook.addWorksheet("Costs");
    sheet.getRow(3).values = SOURCE;
    sheet.getRow(4).values = ["Example Telecom", "Lines", "2026-10", 1200.1, "EUR", "invoiced"];
    sheet.getRow(7).values = ["Own", "Array", "2026-10", 0.25, "EUR", "depreciation"];
  });
  const { files } = unwrap(await importText(engine, bytes, { name: "costs.xlsx" }));
  expect(files[0]).toMatchObject({ format: "cost-source", records: { loaded: 2, rejected: 0 } });
  expect(files[0]?.controlTotals.map(({ measure, amount }) => [measure, amount])).toEqual([
    ["billed_cost", "1200.1"],
    ["contracted_cost", "1200.35"],
    ["effective_cost", "1200.35"],
  ]);
  for (const row of [4, 7]) {
    const chargeId = `${files[0]?.sourceFileId}:${row}`;
    expect(await engine.client.charges.trace({ chargeId })).toMatchObject({ ok: true });
  }
});

test("a workbook with two bills asks for the sheet", async () => {
  const engine = await openEngine();
  const bytes = await buildWorkbook((workbook) => {
    for (const name of ["Oct", "Nov"]) {
      const sheet = workbook.addWorksheet(name);
      sheet.addRow(SOURCE);
      sheet.addRow(["Example Telecom", "Lines", "2026-10", 5, "EUR", "invoiced"]);
    }
  });
  expect(await importText(engine, bytes, { name: "costs.xlsx" })).toMatchObject({
    ok: false,
    error: {
      code: "mapping-needed",
      message: expect.stringContaining('Which sheet holds the charges: "Oct", "Nov"?'),
    },
  });
  const mapping = Mapping.parse({ tieout: 1, dataset: "charge", sheet: "Nov" });
  const { files } = unwrap(await importText(engine, bytes, { name: "costs.xlsx", mapping }));
  expect(files[0]).toMatchObject({ records: { loaded: 1 } });
});

test("records of JSON are rewritten as a table's would be", async () => {
  const engine = await openEngine();
  const lines = [
    { vendor: "Example", service: "Seats", period: "2026-10", cost: "19.90", currency: "EUR" },
    { vendor: "Example", service: "Seats", period: "2026-10", cost: "-0.10", currency: "EUR" },
  ].map((one) => JSON.stringify(one));
  const { files } = unwrap(await importText(engine, lines.join("\n"), { name: "costs.jsonl" }));
  expect(files[0]?.controlTotals[0]).toMatchObject({ measure: "billed_cost", amount: "19.8" });
});
