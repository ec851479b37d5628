import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { statement } from "../../../../../main/engine/database/sql.ts";
import { type Engine, unwrap } from "../../../../../main/engine/engine.ts";
import type { ImportedFile } from "../../../../../shared/contract/jobs.ts";
import { importText } from "../../../../support/import-text.ts";
import { openEngine } from "../../../../support/open-engine.ts";
import { buildLegacy } from "../../../../support/write-legacy.ts";
import { buildWorkbook, buildZip } from "../../../../support/write-xlsx.ts";

const HEADER = ["Account", "Posting date", "Amount", "Currency", "Text"];
const LINES = [
  ["0042", "2026-10-05", "12.50", "EUR", "Größe"],
  ["1E5", "2026-10-31", "-0.1", "EUR", "a, b"],
];
const CSV = [HEADER, ...LINES.map((cells) => cells.map((cell) => `"${cell}"`))]
  .map((cells) => `${cells.join(",")}\n`)
  .join("");
const JSON_LINES = LINES.map((cells) =>
  JSON.stringify(Object.fromEntries(cells.map((cell, at) => [HEADER[at], cell]))),
);
const htmlRow = (cells: readonly string[], tag: string): string =>
  `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join("")}</tr>`;
const HTML =
  `<html><body><table>${htmlRow(HEADER, "th")}` +
  `${LINES.map((cells) => htmlRow(cells, "td")).join("")}</table></body></html>`;
const workbook = await buildWorkbook((book) => {
  book.addWorksheet("Lines").addRows([HEADER, ...LINES]);
});

async function imported(
  engine: Engine,
  bytes: string | Uint8Array,
  name: string,
): Promise<ImportedFile> {
  const answer = await importText(engine, bytes, { name });
  if (!answer.ok) {
    throw new Error(`${answer.error.message} ${answer.error.remedy}`);
  }
  const [file] = answer.value.files;
  if (file === undefined) {
    throw new Error("nothing was imported");
  }
  return file;
}

test.each<[string, string, string | Uint8Array]>([
  ["a text", "lines.csv", CSV],
  ["gzip", "lines.csv.gz", gzipSync(CSV)],
  ["a zip of one file", "lines.zip", buildZip([{ name: "lines.csv", content: CSV }])],
  [
    "a zip with a folder and what systems add",
    "lines.zip",
    buildZip([
      { name: "out/", content: "" },
      { name: "out/lines.csv", content: CSV },
      { name: "__MACOSX/out/._lines.csv", content: "x" },
      { name: ".DS_Store", content: "x" },
    ]),
  ],
  ["gzip in a zip", "lines.zip", buildZip([{ name: "lines.csv.gz", content: gzipSync(CSV) }])],
  ["a zip in gzip", "lines.zip.gz", gzipSync(buildZip([{ name: "lines.csv", content: CSV }]))],
  ["a workbook", "lines.xlsx", workbook],
  ["a workbook in a zip", "lines.zip", buildZip([{ name: "lines.xlsx", content: workbook }])],
  ["a workbook in gzip", "lines.xlsx.gz", gzipSync(workbook)],
  [".xls", "lines.xls", buildLegacy("xls", { Lines: [HEADER, ...LINES] })],
  [".xlsb", "lines.xlsb", buildLegacy("xlsb", { Lines: [HEADER, ...LINES] })],
  [".ods", "lines.ods", buildLegacy("ods", { Lines: [HEADER, ...LINES] })],
  [
    ".xls in a zip",
    "l.zip",
    buildZip([{ name: "l.xls", content: buildLegacy("xls", { Lines: [HEADER, ...LINES] }) }]),
  ],
  ["JSON Lines", "lines.jsonl", JSON_LINES.join("\n")],
  ["JSON Lines in gzip", "lines.json.gz", gzipSync(JSON_LINES.join("\r\n"))],
  ["a JSON list", "lines.json", `[${JSON_LINES.join(",\n")}]`],
  ["a JSON list in an object", "lines.json", `{"data": [${JSON_LINES.join(", ")}], "next": null}`],
  ["JSON in a zip", "lines.zip", buildZip([{ name: "l.json", content: `[${JSON_LINES.join()}]` }])],
  ["UTF-16 JSON", "lines.json", Buffer.from(`\uFEFF[${JSON_LINES.join()}]`, "utf16le")],
  ["a web page under an Excel name", "lines.xls", HTML],
])("%s holds the same ledger lines", async (_what, name, bytes) => {
  const engine = await openEngine();
  const file = await imported(engine, bytes, name);
  expect(file).toMatchObject({
    file: name,
    format: "gl-journal",
    records: { physical: 2, loaded: 2, rejected: 0, blank: 0, skipped: 0 },
    controlTotals: expect.arrayContaining([{ measure: "amount", currency: "EUR", amount: "12.4" }]),
  });
  const { rows } = await engine.context.database.read((reader) =>
    reader.table(
      statement(
        "select ledger_account, posting_date, amount, line_text from ledger_entry order by 1",
      ),
    ),
  );
  expect(rows).toEqual([
    ["0042", "2026-10-05", "12.5", "Größe"],
    ["1E5", "2026-10-31", "-0.1", "a, b"],
  ]);
});

test.each([
  ["JSON Lines", `${JSON_LINES[0]}\n\n${JSON_LINES[1]}\n`, ["1", "3"]],
  ["a JSON list", `[${JSON_LINES.join()}]`, ["1", "2"]],
  ["a text", CSV, ["2", "3"]],
])("%s numbers its records as its reader counts them", async (_what, bytes, rows) => {
  const engine = await openEngine();
  await imported(engine, bytes, "lines.json");
  const stored = await engine.context.database.read((reader) =>
    reader.table(statement("select cast(source_row as varchar) from ledger_entry order by 1")),
  );
  expect(stored.rows.flat()).toEqual(rows);
});

test("a charge out of JSON is traced to its record", async () => {
  const engine = await openEngine();
  const charge = (cost: string): string =>
    `{"BilledCost": ${cost}, "BillingCurrency": "USD", ` +
    '"BillingPeriodStart": "2026-10-01T00:00:00Z",' +
    ' "ChargeCategory": "Usage", "ProviderName": "P", "Tags": {"team": "a"}}';
  const file = await imported(
    engine,
    [charge("0.10000000000000000001"), charge("1E-3"), charge("12345678901234.5")].join("\n"),
    "bill.jsonl",
  );
  expect(file).toMatchObject({ records: { physical: 3, loaded: 3 } });
  const chargeId = `${file.sourceFileId}:2`;
  const traced = unwrap(await engine.call("charges.trace", { chargeId }));
  expect(traced).toMatchObject({ row: 2, rawText: charge("1E-3") });
  const { rows } = await engine.context.database.read((reader) =>
    reader.table(statement("select billed_cost, tags from charge order by row_index")),
  );
  expect(rows).toEqual([
    ["0.1", '{"team":"a"}'],
    ["0.001", '{"team":"a"}'],
    ["12345678901234.5", '{"team":"a"}'],
  ]);
});

const START = "2026-10-01T00:00:00Z";
const BILL = [
  ["BilledCost", "EffectiveCost", "BillingCurrency", "BillingPeriodStart", "ChargePeriodStart"],
  ["0.10", "0.1", "USD", START, START],
  ["1234.5678", "0", "USD", START, START],
].map((cells, at) => [
  ...cells,
  ["ProviderName", "P", 'Größe, "x"'][at] ?? "",
  ["ChargeCategory", "Usage", "Usage"][at] ?? "",
]);
const BILL_JSON = BILL.slice(1).map((cells) =>
  JSON.stringify(Object.fromEntries(cells.map((cell, at) => [BILL[0]?.[at], cell]))),
);
const BILL_CSV = BILL.map(
  (cells) => `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",")}\n`,
).join("");

test.each<[string, string, string | Uint8Array]>([
  ["a text", "bill.csv", BILL_CSV],
  ["a zip", "bill.zip", buildZip([{ name: "bill.csv", content: BILL_CSV }])],
  ["JSON Lines", "bill.jsonl", BILL_JSON.join("\n")],
  ["a JSON list in a zip", "b.zip", buildZip([{ name: "b.json", content: `[${BILL_JSON}]` }])],
  [".xls", "bill.xls", buildLegacy("xls", { Bill: BILL })],
  [".xlsb", "bill.xlsb", buildLegacy("xlsb", { Bill: BILL })],
  [".ods", "bill.ods", buildLegacy("ods", { Bill: BILL })],
])("%s holds the same charges", async (_what, name, bytes) => {
  const engine = await openEngine();
  const file = await imported(engine, bytes, name);
  expect(file.records).toMatchObject({ physical: 2, loaded: 2 });
  const { rows } = await engine.context.database.read((reader) =>
    reader.table(statement("select billed_cost, provider_name from charge order by row_index")),
  );
  expect(rows).toEqual([
    ["0.1", "P"],
    ["1234.5678", 'Größe, "x"'],
  ]);
});
