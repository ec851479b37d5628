import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { statement } from "../../main/engine/database/sql.ts";
import { addAmounts, fromUnits } from "../../shared/domain/amount.ts";
import { Mapping } from "../../shared/domain/mapping.ts";
import { TieoutError } from "../../shared/errors.ts";
import { lawRuns } from "../support/law-runs.ts";
import { loadFinance } from "../support/load-finance.ts";
import { openEngine } from "../support/open-engine.ts";

const MAPPING = Mapping.parse({
  tieout: 1,
  dataset: "ledger",
  delimiter: ";",
  decimal: ",",
  dateFormat: "DD.MM.YYYY",
  columns: {
    ledger_account: "Konto",
    posting_date: "Datum",
    line_text: "Text",
    amount: { debit: "Soll", credit: "Haben" },
  },
  currency: "EUR",
  skip: [{ column: "Konto", matches: "^Summe", reason: "subtotal" }],
});

const units = fc.oneof(
  fc.constantFrom(0n, 1n, 10n ** 12n, 10n ** 25n),
  fc.bigInt({ min: 0n, max: 10n ** 30n }),
);
const text = fc.constantFrom("", "Rechnung", "a;b", 'sagt "ja"', "zwei\nZeilen", "Größe €");

type Line =
  | { readonly kind: "data"; readonly debit: bigint | null; readonly credit: bigint | null }
  | { readonly kind: "blank" | "rule" | "subtotal" | "header" | "ragged" | "bad" };

const line: fc.Arbitrary<{ line: Line; text: string }> = fc.record({
  line: fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        kind: fc.constant("data" as const),
        debit: fc.option(units),
        credit: fc.option(units),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constantFrom("blank", "rule", "subtotal", "header", "ragged", "bad" as const),
      }) as fc.Arbitrary<Line>,
    },
  ),
  text,
});

const HEADER = "Konto;Datum;Text;Soll;Haben";

function german(value: bigint | null): string {
  return value === null
    ? ""
    : fromUnits(value)
        .replace(".", ",")
        .replace(/\B(?=(\d{3})+(?!\d|.*,))/g, "");
}

function write({ line: each, text: label }: { line: Line; text: string }): string {
  const quoted = `"${label.replaceAll('"', '""')}"`;
  switch (each.kind) {
    case "data":
      return `4711;31.10.2026;${quoted};${german(each.debit)};${german(each.credit)}`;
    case "blank":
      return "";
    case "rule":
      return "-----;-----";
    case "subtotal":
      return "Summe 4711;;;1,00;";
    case "header":
      return HEADER;
    case "ragged":
      return `4711;31.10.2026;${quoted};1,00;;extra`;
    case "bad":
      return `4711;31.10.2026;${quoted};1,0,0;`;
  }
}

test("every record is loaded, rejected, blank or skipped; the sum is the texts' own", async () => {
  const engine = await openEngine();
  const path = join(engine.context.folder.temporary, "ledger.csv");
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 25 }), async (lines) => {
      await writeFile(path, [HEADER, ...lines.map(write)].map((record) => `${record}\n`).join(""));
      const isData = ({ line: each }: { line: Line }): boolean =>
        each.kind === "data" && (each.debit !== null || each.credit !== null);
      const data = lines.filter(isData);
      const count = (...kinds: Line["kind"][]): number =>
        lines.filter(({ line: each }) => kinds.includes(each.kind)).length;
      try {
        const loaded = await loadFinance(engine, path, { mapping: MAPPING });
        expect(loaded.records).toEqual({
          physical: lines.length,
          loaded: data.length,
          rejected: count("ragged", "bad", "data") - data.length,
          blank: count("blank"),
          skipped: count("rule", "subtotal", "header"),
        });
        const expected = data.reduce(
          (sum, { line: each }) =>
            each.kind === "data" ? sum + (each.debit ?? 0n) - (each.credit ?? 0n) : sum,
          0n,
        );
        const amounts = loaded.totals.filter(({ measure }) => measure === "amount");
        expect(addAmounts(amounts.map(({ amount }) => amount))).toBe(fromUnits(expected));
        const stored = await engine.context.database.read((reader) =>
          reader.one(
            z.object({ records: z.number(), amount: z.string() }),
            statement(
              "select count(*) as records, coalesce(sum(amount), 0) as amount from ledger_entry",
            ),
          ),
        );
        expect(stored).toEqual({ records: data.length, amount: fromUnits(expected) });
      } catch (error) {
        // A file without any record to load is refused as a whole.
        expect(error).toBeInstanceOf(TieoutError);
        expect(count("data", "ragged", "bad")).toBe(0);
      } finally {
        await engine.context.change("clear", ({ writer }) =>
          writer.run(statement("delete from ledger_entry")),
        );
        await rm(path, { force: true });
      }
    }),
    { numRuns: Math.min(lawRuns, 1000) },
  );
});
