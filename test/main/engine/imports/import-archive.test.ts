import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { unwrap } from "../../../../main/engine/engine.ts";
import { Mapping } from "../../../../shared/domain/mapping.ts";
import { grantBytes, importText } from "../../../support/import-text.ts";
import { openEngine } from "../../../support/open-engine.ts";
import { buildZip } from "../../../support/write-xlsx.ts";

const HEADER =
  "bill/PayerAccountId,bill/BillingPeriodStartDate,lineItem/LineItemType,lineItem/UsageStartDate," +
  "lineItem/UnblendedCost,lineItem/CurrencyCode,lineItem/ProductCode";
const record = (cost: string): string =>
  `0012,2026-10-01T00:00:00Z,Usage,2026-10-02T00:00:00Z,${cost},USD,AmazonEC2`;
const part = (...costs: readonly string[]): string => [HEADER, ...costs.map(record)].join("\n");
const LEDGER = "Account,Posting date,Amount,Currency\n6100,2026-10-03,1.00,EUR\n";
const bill = (sheet: string): Mapping => Mapping.parse({ tieout: 1, dataset: "charge", sheet });

test("parts of an export are read as one, in the order of their numbers", async () => {
  const engine = await openEngine();
  const zip = buildZip([
    { name: "cur/part-10.csv", content: part("16") },
    { name: "cur/part-2.csv.gz", content: gzipSync(`\uFEFF${part("4", "8")}\r\n`) },
    { name: "cur/part-1.csv", content: `\uFEFF${part("1", "2")}\n` },
  ]);
  const { files } = unwrap(await importText(engine, zip, { name: "cur.zip" }));
  expect(files[0]).toMatchObject({
    records: { physical: 5, loaded: 5, rejected: 0, blank: 0, skipped: 0 },
    controlTotals: expect.arrayContaining([
      { measure: "billed_cost", currency: "USD", amount: "31" },
    ]),
  });
  expect(files[0]?.findings.find(({ code }) => code === "archive-parts-joined")).toMatchObject({
    count: 3,
    found: "3 files of the archive with one header: cur/part-*",
  });
  const traced = [];
  for (const row of [2, 3, 4, 5, 6]) {
    const chargeId = `${files[0]?.sourceFileId}:${row}`;
    const { fields } = unwrap(await engine.client.charges.trace({ chargeId }));
    traced.push(fields.find(({ name }) => name === "billed_cost")?.value);
  }
  expect(traced).toEqual(["1", "2", "4", "8", "16"]);
});

test("one table beside a document is read, and the document told", async () => {
  const engine = await openEngine();
  const zip = buildZip([
    { name: "cur.csv", content: part("1") },
    { name: "terms.pdf", content: "%PDF-1.7" },
  ]);
  const { files } = unwrap(await importText(engine, zip, { name: "cur.zip" }));
  expect(files[0]?.findings.find(({ code }) => code === "archive-files-left")).toMatchObject({
    found: 'files of the archive that were not read: "terms.pdf"',
    remedy: "Read is cur.csv; import the archive again for another table.",
  });
});

const MIXED = buildZip([
  { name: "cur-1.csv", content: part("1", "2") },
  { name: "cur-2.csv", content: part("4") },
  { name: "ledger.csv", content: LEDGER },
]);

test("an archive of several tables asks which, and reads the one that is named", async () => {
  const engine = await openEngine();
  const file = await grantBytes(engine, MIXED, "all.zip");
  const refused = await engine.runJob("import", { files: [{ file }] });
  expect(refused).toMatchObject({
    ok: false,
    error: {
      code: "mapping-needed",
      message:
        '"all.zip", sheet: Which file of the archive is read: "cur-*.csv", "ledger.csv"? ' +
        "State it as sheet in a mapping, with * for any text.",
    },
  });
  const [seen] = unwrap(await engine.client.workspace.inspect({ files: [file] })).files;
  expect(seen?.ambiguous[0]?.column).toBe("sheet");
  expect(seen?.table?.archive?.tables.map(({ name, files }) => [name, files])).toEqual([
    ["cur-*.csv", 2],
    ["ledger.csv", 1],
  ]);
  const reading = { sheet: "cur-*.csv" };
  const [read] = unwrap(await engine.client.workspace.inspect({ files: [file], reading })).files;
  expect(read).toMatchObject({ ambiguous: [], format: "aws-cur", suggestedMapping: reading });
  const mapping = bill("cur-*.csv");
  const first = unwrap(await engine.runJob("import", { files: [{ file, mapping }] }));
  expect(first.files[0]?.records.loaded).toBe(3);
  const ledger = Mapping.parse({ tieout: 1, dataset: "ledger", sheet: "ledger.csv" });
  const second = unwrap(await engine.runJob("import", { files: [{ file, mapping: ledger }] }));
  expect(second.files[0]).toMatchObject({ dataset: "ledger", records: { loaded: 1 } });
  const { sources } = unwrap(await engine.client.workspace.sources({}));
  expect(sources.map(({ dataset }) => dataset).sort()).toEqual(["charge", "ledger"]);
});

test.each([
  ["a name there is not", "cur-3.csv", 'holds no table "cur-3.csv"'],
  ["files that differ", "*.csv", "whose header lines differ"],
])("%s is refused with the tables there are", async (_what, sheet, says) => {
  const engine = await openEngine();
  const answer = await importText(engine, MIXED, { name: "all.zip", mapping: bill(sheet) });
  expect(answer).toMatchObject({ ok: false, error: { code: "mapping-invalid" } });
  expect(answer.ok ? "" : answer.error.message).toContain(says);
});

test("a part that is damaged refuses the whole, as does an archive without a table", async () => {
  const engine = await openEngine();
  const whole = Buffer.from(
    buildZip([
      { name: "a.csv", content: part("1") },
      { name: "b.csv", content: part(...Array.from({ length: 50 }, (_, index) => `${index}`)) },
    ]),
  );
  const at = whole.indexOf("b.csv") + 60;
  whole[at] = (whole[at] ?? 0) ^ 0x10;
  const damaged = await importText(engine, whole, { name: "cur.zip" });
  expect(damaged.ok ? "" : damaged.error.code).toMatch(/file-unreadable|file-truncated/);
  const papers = buildZip([
    { name: "a.pdf", content: "%PDF" },
    { name: "b.pdf", content: "%PDF" },
  ]);
  const none = await importText(engine, papers, { name: "papers.zip" });
  expect(none).toMatchObject({ ok: false, error: { code: "format-not-recognised" } });
  expect(unwrap(await engine.client.workspace.sources({})).sources).toEqual([]);
});
