import { readdirSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { z } from "zod";
import { sql } from "../../../../main/engine/database/sql.ts";
import { type Engine, unwrap } from "../../../../main/engine/engine.ts";
import { Mapping } from "../../../../shared/domain/mapping.ts";
import type { ErrorShape } from "../../../../shared/errors.ts";
import { FOCUS_HEADER, type FocusCells, focusText } from "../../../support/focus-text.ts";
import { grantBytes, type ImportOptions, importText } from "../../../support/import-text.ts";
import { openEngine } from "../../../support/open-engine.ts";

async function refusal(
  text: string | Uint8Array,
  options: ImportOptions = {},
): Promise<ErrorShape> {
  const engine = await openEngine();
  const result = await importText(engine, text, options);
  if (result.ok) {
    throw new Error("the file was not refused");
  }
  const { sources } = unwrap(await engine.client.workspace.sources({ includeInactive: true }));
  expect(sources).toEqual([]);
  expect(readdirSync(engine.context.folder.staging)).toEqual([]);
  expect(readdirSync(engine.context.folder.sources)).toEqual([]);
  return result.error;
}

async function sumOf(engine: Engine): Promise<{ charges: number; billed: string | null }> {
  return engine.context.database.read((reader) =>
    reader.one(
      z.object({ charges: z.number(), billed: z.string().nullable() }),
      sql`select count(*) as charges, sum(billed_cost) as billed from charge`,
    ),
  );
}

const without = (name: string, rows: readonly FocusCells[] = [{}]): string => {
  const at = (FOCUS_HEADER as readonly string[]).indexOf(name);
  return focusText(rows)
    .split("\n")
    .map((line) =>
      line
        .split(",")
        .filter((_, index) => index !== at)
        .join(","),
    )
    .join("\n");
};

test.each([
  ["an empty file", "", "file-empty", '"bill.csv" holds no data.'],
  ["a header alone", focusText([]), "file-empty", "has a header and no charges below it"],
  ["half a gzip", gzipSync(focusText([{}])).subarray(0, 60), "file-truncated", "ends before"],
  ["an unknown format", "name,city\nA,B\n", "format-not-recognised", "Nothing in"],
  ["no currency", without("BillingCurrency"), "mapping-needed", "In which currency"],
  ["no period", without("BillingPeriodStart"), "mapping-needed", "starts the billing period"],
  [
    "dates that read two ways",
    focusText([{ BillingPeriodStart: "4/1/25" }]),
    "mapping-needed",
    'Is "4/1/25" written DD/MM/YY or MM/DD/YY?',
  ],
  [
    "numbers that read two ways",
    focusText([{ BilledCost: "1,234", EffectiveCost: "2,345" }]),
    "mapping-needed",
    'Does "1,234" mean 1234 or 1 and a fraction?',
  ],
  [
    "an unreadable amount",
    focusText([{}, { BilledCost: "n/a" }]),
    "import-rejected",
    '1 of 2 records cannot be read (line 3: "n/a" in BilledCost cannot be read',
  ],
  [
    "a ragged record",
    `${focusText([{}])}1,2,3\n`,
    "import-rejected",
    "line 3: the record has 3 columns, the header has 11",
  ],
  ["no cost", focusText([{ BilledCost: "" }]), "import-rejected", "BilledCost is empty"],
  ["no currency in a cell", focusText([{ BillingCurrency: "" }]), "import-rejected", "is empty"],
  [
    "a month that is none",
    focusText([{ BillingPeriodStart: "2026-13-01T00:00:00Z" }]),
    "import-rejected",
    '"2026-13-01T00:00:00Z" in BillingPeriodStart is not a date',
  ],
  ["text after a quote", `${focusText([{}])}"a"b,1\n`, "import-rejected", "closing quotation mark"],
])("%s is refused with a sentence", async (_what, text, code, sentence) => {
  const error = await refusal(text);
  expect(error.code).toBe(code);
  expect(error.message).toContain(sentence);
  expect(error.remedy).not.toBe("");
});

test("a date that is none is rejected beside good ones", async () => {
  const bad = { BillingPeriodStart: "2026-02-30T00:00:00Z" };
  expect((await refusal(focusText([{}, bad]))).message).toContain(
    '"2026-02-30T00:00:00Z" in BillingPeriodStart is not a date',
  );
});

test("a mapping answers what the file leaves open", async () => {
  const engine = await openEngine();
  const mapping = Mapping.parse({
    tieout: 1,
    dataset: "charge",
    constants: { BillingCurrency: "CHF" },
  });
  const { files } = unwrap(await importText(engine, without("BillingCurrency"), { mapping }));
  expect(files[0]?.controlTotals[0]).toMatchObject({ currency: "CHF", amount: "1" });
});

test.each([
  [{ constants: { Billingcurency: "USD" } }, "is not a FOCUS column"],
  [{ constants: { BillingCurrency: "dollars" } }, '"dollars" is no currency'],
  [{ columns: { BillingCurrency: "Curr" } }, "is not in the file"],
])("the mapping %j is refused", async (part, sentence) => {
  const mapping = Mapping.parse({ tieout: 1, dataset: "charge", ...part });
  const error = await refusal(without("BillingCurrency"), { mapping });
  expect(error).toMatchObject({ code: "mapping-invalid" });
  expect(error.message).toContain(sentence);
});

test("inspecting asks, shows rows and suggests a mapping, and stores nothing", async () => {
  const engine = await openEngine();
  const file = await grantBytes(engine, without("BillingCurrency"));
  const { files } = unwrap(await engine.client.workspace.inspect({ files: [file] }));
  expect(files[0]).toMatchObject({
    dataset: "charge",
    confidence: "likely",
    ambiguous: [{ column: "BillingCurrency", question: expect.stringContaining("currency") }],
    suggestedMapping: { dataset: "charge", constants: { BillingCurrency: "USD" } },
  });
  expect(files[0]?.sample.rows).toHaveLength(1);
  expect(readdirSync(engine.context.folder.staging)).toEqual([]);
});

test("allowed rejects are listed with line and reason, and leave gaps in the rows", async () => {
  const engine = await openEngine();
  const lines = focusText([{}, { BilledCost: "x" }, { BilledCost: "5" }]);
  const { files } = unwrap(await importText(engine, lines, { allowRejects: true }));
  const sourceFileId = files[0]?.sourceFileId ?? "";
  const { total, rejects } = unwrap(await engine.client.workspace.rejects({ sourceFileId }));
  expect(total).toBe(1);
  expect(rejects[0]).toMatchObject({ line: 3, column: "BilledCost", code: "amount-unreadable" });
  expect(rejects[0]?.rawText).toContain("x,1,1,1,USD");
  const gaps = await engine.context.database.read((reader) =>
    reader.table(sql`select rowid_from, skipped from row_gap`),
  );
  expect(gaps.rows).toEqual([[1, 1]]);
});

test("the same bytes twice change nothing; a withdrawn file comes back", async () => {
  const engine = await openEngine();
  const text = focusText([{ BilledCost: "7.5" }]);
  const [first] = unwrap(await importText(engine, text)).files;
  const [again] = unwrap(await importText(engine, text, { name: "copy.csv" })).files;
  expect(again).toEqual({ ...first, outcome: "unchanged" });
  const sourceFileId = first?.sourceFileId ?? "";
  unwrap(await engine.client.workspace.withdraw({ sourceFileId }));
  expect(await sumOf(engine)).toEqual({ charges: 0, billed: null });
  const [back] = unwrap(await importText(engine, text)).files;
  expect(back?.outcome).toBe("imported");
  expect(await sumOf(engine)).toEqual({ charges: 1, billed: "7.5" });
});

test("a withdrawn file can be read anew with another mapping", async () => {
  const engine = await openEngine();
  const text = without("BillingCurrency");
  const inCurrency = (code: string): Mapping =>
    Mapping.parse({ tieout: 1, dataset: "charge", constants: { BillingCurrency: code } });
  const [first] = unwrap(await importText(engine, text, { mapping: inCurrency("USD") })).files;
  unwrap(await engine.client.workspace.withdraw({ sourceFileId: first?.sourceFileId ?? "" }));
  const [second] = unwrap(await importText(engine, text, { mapping: inCurrency("EUR") })).files;
  expect(second?.controlTotals[0]).toMatchObject({ currency: "EUR" });
});

test("several files are imported together or not at all", async () => {
  const engine = await openEngine();
  const good = await grantBytes(engine, focusText([{}]), "good.csv");
  const bad = await grantBytes(engine, focusText([{ BilledCost: "?" }]), "bad.csv");
  const result = await engine.runJob("import", { files: [{ file: good }, { file: bad }] });
  expect(result).toMatchObject({ ok: false, error: { code: "import-rejected" } });
  expect(await sumOf(engine)).toEqual({ charges: 0, billed: null });
});

/** Far enough inside that neither the start, the middle nor the end of the sample shows it. */
const UNSEEN = 14_000;
const ROWS = 30_000;

test.each([
  ["more decimals", { BilledCost: "0.123456789" }, "0.123456789"],
  ["more decimals than are stored", { BilledCost: "0.1234567890125" }, "0.123456789013"],
  ["more digits", { BilledCost: "123456789012345.5" }, "123456789012345.5"],
  ["an exponent", { BilledCost: "1.5E-9" }, "0.0000000015"],
  ["a currency sign", { BilledCost: "$2.50" }, "2.5"],
  ["an underscore", { BilledCost: "1_000" }, null],
  ["an offset", { BilledCost: "3", ChargePeriodStart: "2026-10-05T00:00:00+02:00" }, "3"],
])("a cell with %s that no sample shows is read exactly", async (_what, cells, billed) => {
  const engine = await openEngine();
  const rows = Array.from({ length: ROWS }, (_, index) =>
    index === UNSEEN ? cells : { BilledCost: "0.5", Tags: "x".repeat(40) },
  );
  const result = await importText(engine, focusText(rows));
  if (billed === null) {
    expect(result).toMatchObject({ ok: false, error: { code: "import-rejected" } });
    return;
  }
  unwrap(result);
  const { rows: found } = await engine.context.database.read((reader) =>
    reader.table(
      sql`select billed_cost, (select count(*) from charge) from charge
        where row_index = ${UNSEEN}`,
    ),
  );
  expect(found).toEqual([[billed, ROWS]]);
});

test("an unknown file is named when it is asked for, withdrawn or restored", async () => {
  const { client } = await openEngine();
  const sourceFileId = "0123456789abcdef";
  const answers = [
    await client.workspace.source({ sourceFileId }),
    await client.workspace.withdraw({ sourceFileId }),
    await client.workspace.restore({ sourceFileId }),
    await client.workspace.rejects({ sourceFileId }),
    await client.workspace.findings({ sourceFileId }),
  ];
  for (const answer of answers) {
    expect(answer).toMatchObject({ ok: false, error: { code: "source-file-not-found" } });
  }
});
