import fc from "fast-check";
import { expect, test } from "vitest";
import { sql } from "../../main/engine/database/sql.ts";
import { type Engine, unwrap } from "../../main/engine/engine.ts";
import { toUnits } from "../../shared/domain/amount.ts";
import { exactDecimal, roundedUnits } from "../support/exact-csv.ts";
import { type FocusCells, focusText } from "../support/focus-text.ts";
import { importText } from "../support/import-text.ts";
import { lawRuns } from "../support/law-runs.ts";
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

/** Imports a text, reads everything back and takes it away again. */
async function importAndRead(engine: Engine, text: string): Promise<Stored> {
  const { files } = unwrap(await importText(engine, text));
  const [file] = files;
  const { rows } = await engine.context.database.read((reader) =>
    reader.table(
      sql`select * exclude (source_file_id) from charge
        where source_file_id = ${file?.sourceFileId ?? ""} order by row_index`,
    ),
  );
  const units: Record<string, bigint> = {};
  for (const { measure, currency, amount } of file?.controlTotals ?? []) {
    units[`${measure} ${currency}`] = toUnits(amount);
  }
  const lost = file?.findings
    .filter(({ code }) => code === "amount-digits-lost")
    .map(({ column, count, found }) => [column, count, found.replace(/0+$/, "")])
    .sort();
  expect(file?.records.physical).toBe(file?.records.loaded);
  const sourceFileId = file?.sourceFileId ?? "";
  unwrap(await engine.client.workspace.withdraw({ sourceFileId }));
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
  const engine = await openEngine();
  const property = fc.asyncProperty(
    fc.array(row, { minLength: 1, maxLength: 30 }),
    fc.integer(),
    async (rows, salt) => {
      // A file is known by its bytes, so each case carries its own number.
      const salted = rows.map((cells) => ({ ...cells, BillingAccountId: `payer-${salt}` }));
      const quick = await importAndRead(engine, focusText(salted));
      expect(quick.units).toEqual(expectedUnits(rows));
      // Mixed line breaks are read record by record.
      const text = focusText(salted).replace("\n", "\r\n");
      const canonical = await importAndRead(engine, text);
      expect(canonical).toEqual(quick);
    },
  );
  await fc.assert(property, { numRuns: Math.max(10, Math.floor(lawRuns / 40)) });
});

const BROKEN = ["1,2,3", "", '"open"x,1', "not,enough", "   "];

test("physical = loaded + rejected + blank, whatever stands between the records", async () => {
  const engine = await openEngine();
  const property = fc.asyncProperty(
    fc.array(fc.oneof(row, fc.constantFrom(...BROKEN), fc.constant({ BilledCost: "abc" })), {
      minLength: 1,
      maxLength: 20,
    }),
    fc.integer(),
    async (parts, salt) => {
      const lines = parts.map((part) =>
        typeof part === "string" ? part : focusText([part]).split("\n").slice(1).join("\n").trim(),
      );
      const [header = ""] = focusText([]).split("\n");
      const text = [header, ...lines, focusText([{ Tags: `t${salt}` }]).split("\n")[1], ""];
      const { files } = unwrap(await importText(engine, text.join("\n"), { allowRejects: true }));
      const [file] = files;
      const goodCount = parts.filter((part) => isGood(part)).length + 1;
      const blankCount = lines.filter((line) => line.trim() === "").length;
      expect(file?.records).toEqual({
        physical: parts.length + 1,
        loaded: goodCount,
        rejected: parts.length + 1 - goodCount - blankCount,
        blank: blankCount,
        skipped: 0,
      });
      unwrap(await engine.client.workspace.withdraw({ sourceFileId: file?.sourceFileId ?? "" }));
    },
  );
  await fc.assert(property, { numRuns: Math.max(10, Math.floor(lawRuns / 40)) });
});

function isGood(part: FocusCells | string): boolean {
  return typeof part !== "string" && part.BilledCost !== "abc";
}
