import { expect, test } from "vitest";
import { z } from "zod";
import { sql } from "../../../../main/engine/database/sql.ts";
import { type Engine, unwrap } from "../../../../main/engine/engine.ts";
import type { ImportInput, ImportOutput } from "../../../../shared/contract/jobs.ts";
import { Mapping } from "../../../../shared/domain/mapping.ts";
import type { Result } from "../../../../shared/errors.ts";
import { focusText } from "../../../support/focus-text.ts";
import { grantBytes } from "../../../support/import-text.ts";
import { openEngine } from "../../../support/open-engine.ts";

type Files = readonly (readonly [name: string, text: string, mapping?: Mapping])[];
type How = Partial<Pick<z.input<typeof ImportInput>, "replace" | "others">>;

async function tryImport(
  engine: Engine,
  files: Files,
  how: How = {},
): Promise<Result<ImportOutput>> {
  const granted = [];
  for (const [name, text, mapping] of files) {
    const file = await grantBytes(engine, text, name);
    granted.push({ file, ...(mapping === undefined ? {} : { mapping }) });
  }
  return engine.runJob("import", { files: granted, ...how });
}

const bring = async (engine: Engine, files: Files, how: How = {}): Promise<ImportOutput> =>
  unwrap(await tryImport(engine, files, how));

async function active(engine: Engine): Promise<string[]> {
  const { sources } = unwrap(await engine.client.workspace.sources({}));
  return sources.map(({ file }) => file).sort();
}

async function sum(engine: Engine, column: string, relation: string): Promise<string> {
  const text = `select cast(coalesce(sum(${column}), 0) as varchar) as amount from ${relation}`;
  const one = z.object({ amount: z.string() });
  const { amount } = await engine.context.database.read((reader) =>
    reader.one(one, { ...sql``, text }),
  );
  return amount.replace(/\.?0+$/, "");
}

const ledgerText = (lines: readonly string[]): string =>
  ["Entity,Account,Document,Date,Amount,Currency", ...lines, ""].join("\n");
const LEDGER = Mapping.parse({
  tieout: 1,
  dataset: "ledger",
  dateFormat: "YYYY-MM-DD",
  columns: {
    entity: "Entity",
    ledger_account: "Account",
    document_number: "Document",
    posting_date: "Date",
    amount: "Amount",
    currency: "Currency",
  },
});
const OCTOBER = [
  "Inc,476100,D1,2026-10-05,100.00,USD",
  "Inc,476100,D2,2026-10-06,200.00,USD",
  "Inc,476300,D3,2026-10-07,50.00,USD",
];
const CORRECTED = [...OCTOBER.slice(0, 2), "Inc,476300,D3,2026-10-07,60.00,USD"];
const SUBSIDIARY = [
  "Inc,476100,E1,2026-10-05,7.00,USD",
  "Inc,476300,E2,2026-10-05,8.00,USD",
  "Inc,700100,E3,2026-10-05,9.00,USD",
];

test("a corrected ledger replaces the one it restates, and nothing else", async () => {
  const engine = await openEngine();
  await bring(engine, [
    ["a.csv", ledgerText(OCTOBER), LEDGER],
    ["b.csv", ledgerText(SUBSIDIARY), LEDGER],
  ]);
  const again = await bring(engine, [["a-corrected.csv", ledgerText(CORRECTED), LEDGER]], {
    replace: true,
  });
  expect(again.files[0]).toMatchObject({ outcome: "replaced", replaces: [{ file: "a.csv" }] });
  expect(again.files[0]?.findings).toEqual([]);
  expect(await active(engine)).toEqual(["a-corrected.csv", "b.csv"]);
  expect(await sum(engine, "amount", "active_ledger_entry")).toBe("384");
  const { events } = unwrap(await engine.client.workspace.audit({}));
  expect(events.filter(({ action }) => action === "file-superseded")).toHaveLength(1);
});

test("the files of one import never replace one another", async () => {
  const engine = await openEngine();
  const parts: Files = [
    ["part1.csv", focusText([{ BilledCost: "1" }])],
    ["part2.csv", focusText([{ BilledCost: "2" }])],
  ];
  const { files } = await bring(engine, parts, { replace: true });
  expect(files.map(({ outcome }) => outcome)).toEqual(["imported", "imported"]);
  expect(await sum(engine, "billed_cost", "charge")).toBe("3");
  const corrected: Files = [["part1.csv", focusText([{ BilledCost: "5" }])]];
  const again = await bring(engine, corrected, { replace: true });
  expect(again.files[0]?.replaces?.map(({ file }) => file)).toEqual(["part1.csv"]);
  expect(await sum(engine, "billed_cost", "charge")).toBe("7");
});

test("which of several files is replaced is asked, and nothing is stored", async () => {
  const engine = await openEngine();
  await bring(engine, [
    ["part1.csv", focusText([{ BilledCost: "1" }])],
    ["part2.csv", focusText([{ BilledCost: "2" }])],
  ]);
  const third: Files = [["whole.csv", focusText([{ BilledCost: "3" }])]];
  const refusal = await tryImport(engine, third, { replace: true });
  expect(refusal).toMatchObject({ ok: false, error: { code: "import-rejected" } });
  const said = refusal.ok ? "" : refusal.error.message;
  expect(said).toMatch(/"part1\.csv" \([0-9a-f]{16}\), "part2\.csv" \(/);
  expect(await active(engine)).toEqual(["part1.csv", "part2.csv"]);
});

test("a file that holds a part of an earlier one does not replace it", async () => {
  const engine = await openEngine();
  const september = { BillingPeriodStart: "2026-09-01T00:00:00Z", BilledCost: "100" };
  await bring(engine, [["bill.csv", focusText([september, { BilledCost: "1" }])]]);
  const part: Files = [["bill.csv", focusText([{ BilledCost: "2" }])]];
  const refusal = await tryImport(engine, part, { replace: true });
  expect(refusal).toMatchObject({
    ok: false,
    error: {
      code: "import-rejected",
      message: expect.stringContaining("1 of 2 are missing: Example Cloud payer-1 2026-09"),
    },
  });
  const both: Files = [...part, ["september.csv", focusText([{ ...september, BilledCost: "9" }])]];
  const { files } = await bring(engine, both, { replace: true });
  expect(files.map(({ outcome }) => outcome)).toEqual(["replaced", "imported"]);
  expect(await sum(engine, "billed_cost", "charge")).toBe("11");
});

const drivers = (hours: string): string =>
  `driver,target,period,quantity\ncpu-hours,CC1,2026-10,${hours}\n`;
const rates = (rate: string): string =>
  `date,from,to,rate,type\n2026-10-31,EUR,USD,${rate},average\n`;
const orders = (amount: string): string =>
  [
    "PO Number,PO Line,Vendor ID,Vendor Name,Order Date,Description,Amount,Currency",
    `4500000001,10,700815,Example Cloud,2026-10-01,Hosting,${amount},USD`,
    "",
  ].join("\n");
const PURCHASE = Mapping.parse({
  tieout: 1,
  dataset: "purchase",
  dateFormat: "YYYY-MM-DD",
  columns: {
    document_number: "PO Number",
    line_number: "PO Line",
    vendor_id: "Vendor ID",
    vendor_name: "Vendor Name",
    document_date: "Order Date",
    description: "Description",
    amount: "Amount",
    currency: "Currency",
  },
});

const twice: readonly (readonly [string, Files, Files])[] = [
  [
    "charges",
    [["a.csv", focusText([{ BilledCost: "1" }, { BilledCost: "2" }])]],
    [["b.csv", focusText([{ BilledCost: "1" }, { BilledCost: "3" }])]],
  ],
  [
    "ledger lines",
    [["a.csv", ledgerText(OCTOBER), LEDGER]],
    [["b.csv", ledgerText(CORRECTED), LEDGER]],
  ],
  ["order lines", [["a.csv", orders("10.00"), PURCHASE]], [["b.csv", orders("11.00"), PURCHASE]]],
  ["quantities", [["a.csv", drivers("10")]], [["b.csv", drivers("11")]]],
  ["rates", [["a.csv", rates("1.1")]], [["b.csv", rates("1.2")]]],
];

test.each(twice)("%s that are in two files are a blocking finding", async (_what, one, other) => {
  const engine = await openEngine();
  await bring(engine, one);
  const { files } = await bring(engine, other);
  expect(files[0]?.findings.filter(({ code }) => code === "file-overlaps")).toMatchObject([
    { severity: "blocking", file: "b.csv", found: expect.stringContaining('"a.csv" holds') },
  ]);
  expect(await bring(engine, other)).toMatchObject({ files: [{ outcome: "unchanged" }] });
  const together = await tryImport(engine, [...one, ...other], { others: "withdraw" });
  expect(together).toMatchObject({ ok: false, error: { code: "import-rejected" } });
});

test.each(twice)("of %s, importing the whole set anew keeps the corrected file", async (...row) => {
  const [, one, other] = row;
  const engine = await openEngine();
  await bring(engine, one, { others: "withdraw" });
  const { files, withdrawn } = await bring(engine, other, { others: "withdraw" });
  expect(files[0]?.findings.filter(({ code }) => code === "file-overlaps")).toEqual([]);
  expect(withdrawn?.map(({ file }) => file)).toEqual(["a.csv"]);
  expect(await active(engine)).toEqual(["b.csv"]);
});

test("two bills of one account without a charge in common are a warning", async () => {
  const engine = await openEngine();
  await bring(engine, [["a.csv", focusText([{ BilledCost: "1" }])]]);
  const { files } = await bring(engine, [["b.csv", focusText([{ BilledCost: "2" }])]]);
  expect(files[0]?.findings.at(-1)).toMatchObject({ code: "file-overlaps", severity: "warning" });
});

test("a file that comes back is looked at like a new one, its finding goes with it", async () => {
  const engine = await openEngine();
  const original: Files = [["a.csv", ledgerText(OCTOBER), LEDGER]];
  const corrected: Files = [["a.csv", ledgerText(CORRECTED), LEDGER]];
  const [first] = (await bring(engine, original)).files;
  await bring(engine, corrected, { replace: true });
  const [back] = (await bring(engine, original)).files;
  expect(back).toMatchObject({ outcome: "imported", findings: [{ severity: "blocking" }] });
  const sourceFileId = first?.sourceFileId ?? "";
  unwrap(await engine.client.workspace.withdraw({ sourceFileId }));
  expect(unwrap(await engine.client.workspace.findings({})).findings).toEqual([]);
  const restored = unwrap(await engine.client.workspace.restore({ sourceFileId }));
  expect(restored.findings).toMatchObject([{ code: "file-overlaps", severity: "blocking" }]);
  unwrap(await engine.client.workspace.withdraw({ sourceFileId }));
  const [instead] = (await bring(engine, original, { replace: true })).files;
  expect(instead).toMatchObject({ outcome: "replaced", findings: [] });
  expect(await sum(engine, "amount", "active_ledger_entry")).toBe("350");
});

test("another mapping reads the file anew, and what runs cite of the first stays", async () => {
  const engine = await openEngine();
  const inCurrency = (code: string): Mapping =>
    Mapping.parse({ tieout: 1, dataset: "charge", constants: { BillingCurrency: code } });
  const text = focusText([{ BilledCost: "4", BillingCurrency: "" }]).replace(
    "BillingCurrency",
    "X",
  );
  const [usd] = (await bring(engine, [["bill.csv", text, inCurrency("USD")]])).files;
  const [eur] = (await bring(engine, [["bill.csv", text, inCurrency("EUR")]])).files;
  expect(eur).toMatchObject({
    outcome: "replaced",
    replaces: [{ sourceFileId: usd?.sourceFileId, file: "bill.csv" }],
    controlTotals: expect.arrayContaining([expect.objectContaining({ currency: "EUR" })]),
  });
  expect(await sum(engine, "billed_cost", "charge")).toBe("4");
  expect(await sum(engine, "billed_cost", `charge_${usd?.sourceFileId}`)).toBe("4");
  const [back] = (await bring(engine, [["bill.csv", text, inCurrency("USD")]])).files;
  expect(back).toMatchObject({ outcome: "replaced", sourceFileId: usd?.sourceFileId });
  expect(await sum(engine, "billed_cost", "charge")).toBe("4");
});
