import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openXlsx } from "../../main/engine/imports/readers/xlsx.ts";
import { TieoutError } from "../../shared/errors.ts";
import { lawRuns } from "../support/law-runs.ts";
import { buildWorkbook } from "../support/write-xlsx.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "xlsx-law-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function readCells(bytes: Uint8Array): Promise<string[][]> {
  const path = join(folder, "book.xlsx");
  await writeFile(path, bytes);
  const file = await openXlsx(path, "book.xlsx");
  try {
    const rows: string[][] = [];
    for (const sheet of file.sheets) {
      for await (const batch of file.rowsOf(sheet).rows()) {
        rows.push(...batch.map(({ cells }) => [...cells]));
      }
    }
    return rows;
  } finally {
    file.close();
  }
}

/** Texts as ledgers hold them; characters that XML cannot carry are not written by any program. */
const text = fc.oneof(
  fc.constantFrom(
    "Größe",
    "日本語",
    "a & b < c > \"d\" 'e'",
    "  spaced  ",
    "1.234,56",
    "😀",
    "0007",
  ),
  fc
    .string({ unit: "grapheme", minLength: 1, maxLength: 30 })
    .filter((each) => !/[\p{Cc}\p{Cs}\ufffe\uffff]|_x[0-9a-f]{4}_/iu.test(each)),
);
const number = fc.oneof(
  fc.constantFrom(0, 1, -1, 0.1, 1234.56, -0.01, 1e21, 1e-7, 123456789012345),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }),
);

test("a cell reads as it was written, text and number alike", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(text, number), { minLength: 1, maxLength: 60 }),
      async (cells) => {
        const bytes = await buildWorkbook((workbook) => {
          const sheet = workbook.addWorksheet("Data");
          for (const row of cells) {
            sheet.addRow([...row]);
          }
        });
        const read = await readCells(bytes);
        expect(read.map(([first]) => first)).toEqual(cells.map(([first]) => first));
        // The text is plain decimal, and names the very double that was stored.
        for (const [index, [, stored]] of cells.entries()) {
          const shown = read[index]?.[1] ?? "";
          expect(shown).toMatch(/^-?\d+(?:\.\d+)?$/);
          expect(JSON.parse(shown)).toBe(stored === 0 ? JSON.parse(shown) : stored);
        }
      },
    ),
    { numRuns: lawRuns },
  );
});

test("a workbook cut anywhere is refused, never read in part", async () => {
  const bytes = await buildWorkbook((workbook) => {
    const sheet = workbook.addWorksheet("Data");
    for (let row = 0; row < 200; row += 1) {
      sheet.addRow([`row ${row}`, row]);
    }
  });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: bytes.length - 1 }), async (length) => {
      await expect(readCells(bytes.subarray(0, length))).rejects.toBeInstanceOf(TieoutError);
    }),
    { numRuns: lawRuns },
  );
});

test("a changed byte is refused or changes nothing", async () => {
  const bytes = await buildWorkbook((workbook) => {
    workbook.addWorksheet("Data").addRows([
      ["a", 1],
      ["b", 2.5],
    ]);
  });
  const whole = await readCells(bytes);
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: bytes.length - 1 }),
      fc.integer({ min: 1, max: 255 }),
      async (at, change) => {
        const damaged = bytes.slice();
        damaged[at] = (damaged[at] ?? 0) ^ change;
        const read = await readCells(damaged).catch((error: unknown) => error);
        if (read instanceof Error) {
          expect(read).toBeInstanceOf(TieoutError);
        } else {
          expect(read).toEqual(whole);
        }
      },
    ),
    { numRuns: lawRuns },
  );
});
