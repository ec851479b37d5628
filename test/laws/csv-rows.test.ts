import fc from "fast-check";
import { expect, test } from "vitest";
import { CsvTokenizer } from "../../main/engine/imports/readers/csv-rows.ts";
import { lawRuns } from "../support/law-runs.ts";

const cell = fc.oneof(
  fc.constantFrom("", '"', '""', "a", "1,234.56", "\n", "\r\n", "\r", "a;b", "|", " x ", "ä€😀"),
  fc.string({ unit: "binary", maxLength: 8 }),
);
const table = fc.record({
  rows: fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 12 }),
  delimiter: fc.constantFrom(",", ";", "\t", "|"),
  newline: fc.constantFrom("\n", "\r\n", "\r"),
  quoteAll: fc.boolean(),
  endsWithNewline: fc.boolean(),
  cuts: fc.array(fc.nat(200), { maxLength: 6 }),
});

function quoted(text: string, delimiter: string, quoteAll: boolean): string {
  const needs = quoteAll || text.startsWith('"') || /[\n\r]/.test(text) || text.includes(delimiter);
  return needs ? `"${text.replaceAll('"', '""')}"` : text;
}

test("what is written is read, cell for cell and line for line, wherever the text is cut", () => {
  fc.assert(
    fc.property(table, ({ rows, delimiter, newline, quoteAll, endsWithNewline, cuts }) => {
      const records = rows.map((cells) =>
        cells.map((text) => quoted(text, delimiter, quoteAll)).join(delimiter),
      );
      const text = records.join(newline) + (endsWithNewline ? newline : "");
      const tokenizer = new CsvTokenizer({ delimiter, quote: '"' }, "records.csv");
      const places = [0, ...cuts.map((cut) => Math.min(cut, text.length)), text.length].sort(
        (a, b) => a - b,
      );
      const read = places
        .slice(1)
        .flatMap((end, index) => tokenizer.push(text.slice(places[index], end), false));
      read.push(...tokenizer.push("", true));
      // A last record without any character and without a line end is not in the text.
      const isAbsent = !endsWithNewline && records.at(-1) === "";
      const expected = isAbsent ? rows.slice(0, -1) : rows;
      expect(read.map(({ cells }) => cells)).toEqual(expected);
      let line = 1;
      for (const [index, row] of read.entries()) {
        expect(row.line).toBe(line);
        expect(row.raw).toBe(records[index]);
        line += 1 + (records[index]?.match(/\r\n|\r|\n/g)?.length ?? 0);
      }
    }),
    { numRuns: lawRuns },
  );
});
