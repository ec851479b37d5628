import fc from "fast-check";
import { expect, test } from "vitest";
import { sql } from "../../main/engine/database/sql.ts";
import { type Engine, unwrap } from "../../main/engine/engine.ts";
import type { ImportedFile } from "../../shared/contract/jobs.ts";
import { toUnits } from "../../shared/domain/amount.ts";
import { batchesOf, batchOf } from "../support/case-batch.ts";
import { exactDecimal, roundedUnits } from "../support/exact-csv.ts";
import { type FocusCells, focusRecord, focusText } from "../support/focus-text.ts";
import { grantBytes } from "../support/import-text.ts";
import { openEngine } from "../support/open-engine.ts";

const digits = (max: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: max }).map((d) => d.join(""));

/** Costs as exports write them: whole, long, negative, with exponent, at the edge of a column. */
const cost = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(digits(4), digits(10)).map(([a, b]) => `${a}.${b}`) },
  { weight: 2, arbitrary: fc.tuple(digits(5), digits(22)).map(([a, b]) => `${a}.${b}`) },
  { weight: 1, arbitrary: digits(17) },
  { weight: 1, arbitrary: fc.tuple(digits(15), digits(14)).map(([a, b]) => `${a}.${b}`) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(digits(3), digits(12), fc.integer({ min: 0, max: 12 }), fc.constantFrom("e", "E"))
      .map(([a, b, exponent, sign]) => `${a}.${b}${sign}-${exponent}`),
  },
  { weight: 1, arbitrary: fc.constantFrom("0", "0.0000000000005", "999999.9999999999995", "7.") },
);
const signed = fc
  .tuple(fc.boolean(), cost)
  .map(([negative, text]) => (negative ? `-${text}` : text));

const row: fc.Arbitrary<FocusCells> = fc.record({
  BilledCost: signed,
  EffectiveCost: signed,
  BillingCurrency: fc.constantFrom("USD", "EUR"),
  BillingPeriodStart: fc.constantFrom("2026-10-01T00:00:00Z", "2026-11-01T00:00:00Z"),
  ChargeCategory: fc.constantFrom("Usage", "Credit", "Tax", "NULL"),
  Tags: fc.constantFrom("", '{"Team":"a,b"}', "line one\nline two", 'say "x"'),
});

interface Stored {
  readonly units: Record<string, bigint>;
  readonly rows: unknown;
  readonly lost: unknown;
}

/** Files imported at once; each case is a file of its own billing account. */
const FILES = 25;

/** Has a dot that can only be a decimal sign, so that "1.000" beside it means one. */
const PLAIN: FocusCells = { BilledCost: "0.25", EffectiveCost: "0.25" };

async function withImported(
  texts: readonly string[],
  look: (engine: Engine, files: readonly ImportedFile[]) => Promise<void>,
): Promise<void> {
  const engine = await openEngine();
  try {
    const files = [];
    for (const text of texts) {
      files.push({ file: await grantBytes(engine, text), allowRejects: true });
    }
    await look(engine, unwrap(await engine.runJob("import", { files })).files);
  } finally {
    await engine.close();
  }
}

/** What a file became. */
async function readStored(engine: Engine, file: ImportedFile): Promise<Stored> {
  const { rows } = await engine.context.database.read((reader) =>
    reader.table(
      sql`select * exclude (source_file_id) from charge
        where source_file_id = ${file.sourceFileId} order by row_index`,
    ),
  );
  const units: Record<string, bigint> = {};
  for (const { measure, currency, amount } of file.controlTotals) {
    units[`${measure} ${currency}`] = toUnits(amount);
  }
  const lost = file.findings
    .filter(({ code }) => code === "amount-digits-lost")
    .map(({ column, count, found }) => [column, count, found.replace(/0+$/, "")])
    .sort();
  expect(file.records.physical).toBe(file.records.loaded);
  return { units, rows, lost };
}

function expectedUnits(rows: readonly FocusCells[]): Record<string, bigint> {
  const units: Record<string, bigint> = {};
  for (const cells of rows) {
    for (const [column, measure] of COLUMNS) {
      const key = `${measure} ${cells.BillingCurrency ?? "USD"}`;
      units[key] = (units[key] ?? 0n) + roundedUnits(exactDecimal(cells[column] ?? "1"));
    }
  }
  return units;
}

const COLUMNS = [
  ["BilledCost", "billed_cost"],
  ["EffectiveCost", "effective_cost"],
  ["ListCost", "list_cost"],
  ["ContractedCost", "contracted_cost"],
] as const;

test("Σ loaded = Σ of the text, and both ways of reading store the same charges", async () => {
  const bill = fc.array(row, { minLength: 1, maxLength: 30 });
  const property = fc.asyncProperty(batchOf(bill, FILES), async (bills) => {
    const cases = bills.map((rows) => [...rows, PLAIN]);
    // Mixed line breaks are read record by record.
    const texts = cases.flatMap((rows, index) => {
      const text = focusText(rows.map((cells) => ({ ...cells, BillingAccountId: `p-${index}` })));
      return [text, text.replace("\n", "\r\n")];
    });
    await withImported(texts, async (engine, files) => {
      for (const [index, rows] of cases.entries()) {
        const [quick, canonical] = files.slice(2 * index, 2 * index + 2);
        if (quick === undefined || canonical === undefined) {
          throw new Error("a file is missing from the answer");
        }
        const stored = await readStored(engine, quick);
        expect(stored.units).toEqual(expectedUnits(rows));
        expect(await readStored(engine, canonical)).toEqual(stored);
      }
    });
  });
  await fc.assert(property, { numRuns: batchesOf(FILES) });
});

const BROKEN = ["1,2,3", "", '"open"x,1', "not,enough", "   "];

test("physical = loaded + rejected + blank, whatever stands between the records", async () => {
  const part = fc.oneof(row, fc.constantFrom(...BROKEN), fc.constant({ BilledCost: "abc" }));
  const file = fc.array(part, { minLength: 1, maxLength: 20 });
  const property = fc.asyncProperty(batchOf(file, FILES), async (cases) => {
    const lines = cases.map((parts) => parts.map(lineOf));
    const texts = lines.map((body, index) =>
      [HEADER, ...body, lineOf({ ...PLAIN, Tags: `t${index}` }), ""].join("\n"),
    );
    await withImported(texts, async (_engine, files) => {
      const expected = cases.map((parts, index) => {
        const loaded = parts.filter(isGood).length + 1;
        const blank = (lines[index] ?? []).filter((line) => line.trim() === "").length;
        const physical = parts.length + 1;
        return { physical, loaded, rejected: physical - loaded - blank, blank, skipped: 0 };
      });
      expect(files.map(({ records }) => records)).toEqual(expected);
    });
  });
  await fc.assert(property, { numRuns: batchesOf(FILES) });
});

const [HEADER = ""] = focusText([]).split("\n");

function lineOf(part: FocusCells | string): string {
  return typeof part === "string" ? part : focusRecord(part);
}

function isGood(part: FocusCells | string): boolean {
  return typeof part !== "string" && part.BilledCost !== "abc";
}
