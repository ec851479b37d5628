import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createEngine, type Engine, unwrap } from "../../main/engine/engine.ts";
import { runChecks } from "../../main/engine/run-checks.ts";
import { runQuality } from "../../main/engine/run-quality.ts";
import { fillBook } from "../../main/engine/workbook/fill-book.ts";
import { renderPart } from "../../main/engine/workbook/render-sheet.ts";
import { columnLetter } from "../../main/engine/workbook/table.ts";
import { Evaluator } from "../../main/engine/workbook/verify/evaluate-workbook.ts";
import { verifyWorkbook } from "../../main/engine/workbook/verify-workbook.ts";
import { writeWorkbook } from "../../main/engine/workbook/write-workbook.ts";
import {
  columnIndex,
  type ReadCell,
  type ReadWorkbook,
  readWorkbook,
} from "../../main/engine/xlsx/read-cells.ts";
import { ZipPackage } from "../../main/engine/xlsx/zip-package.ts";
import { editWorkbook, withNumber } from "../support/edit-workbook.ts";
import { standingClock } from "../support/open-engine.ts";
import { recalculate } from "../support/recalculate.ts";
import { runCli } from "../support/run-cli.ts";
import { CLOSED, seedClose } from "../support/seed-close.ts";

const SCOPE = { period: "2026-10", compare: "2026-09", currency: "USD" } as const;

let folder = "";
let path = "";
let engine: Engine;
let read: ReadWorkbook;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tieout-workbook-"));
  path = join(folder, "october-close.xlsx");
  await runCli(["close", "resources/sample-company/close.yaml", "--out", folder]);
  engine = await createEngine({ workspace: join(folder, "close.tieout"), clock: standingClock });
  read = await readFrom(path);
});

afterAll(async () => {
  await engine.close();
  await rm(folder, { recursive: true, force: true });
});

async function readFrom(file: string): Promise<ReadWorkbook> {
  const zip = await ZipPackage.open(file, file);
  try {
    return await readWorkbook(zip);
  } finally {
    zip.close();
  }
}

/** Every cell of a workbook: sheet, row, column, content. */
function* cellsOf(workbook: ReadWorkbook): Iterable<[string, number, number, ReadCell]> {
  for (const { name, rows } of workbook.sheets) {
    for (const [row, cells] of rows) {
      for (const [column, cell] of cells) {
        yield [name, row, column, cell];
      }
    }
  }
}

/** LibreOffice keeps a statement as 1 or 0, and numbers with other digits of the same value. */
function sameContent(stored: ReadCell, other: ReadCell | undefined): boolean {
  const plain = ({ kind, text }: ReadCell): string | number =>
    kind === "boolean" ? (text === "TRUE" ? 1 : 0) : kind === "number" ? Number(text) : text;
  return other !== undefined && other.kind !== "error" && plain(stored) === plain(other);
}

/** Cells whose content another program sees differently, with both. */
function differences(stored: ReadWorkbook, other: ReadWorkbook): unknown[] {
  const rowsOf = new Map(other.sheets.map(({ name, rows }) => [name, rows]));
  return [...cellsOf(stored)].flatMap(([sheet, row, column, cell]) => {
    const found = rowsOf.get(sheet)?.get(row)?.get(column);
    return sameContent(cell, found) ? [] : [[sheet, row, column, cell, found]];
  });
}

describe("the sample company's workbook", () => {
  test("has the sheets in their order and every check holds", async () => {
    expect(read.sheets.map(({ name }) => name)).toEqual([
      "Cover",
      "Tie-out",
      "Reconciling items",
      "Matches",
      "Ledger",
      "Billing",
      "Allocation",
      "Allocation detail",
      "Variance",
      "Rules",
      "Sources",
      "Findings",
      "Sign-off",
      "About",
    ]);
    const verified = await verifyWorkbook(path);
    expect(verified.checks.filter(({ ok }) => !ok)).toEqual([]);
  });

  test("reads back cell for cell", async () => {
    const { context } = engine;
    const input = { ...SCOPE, basis: "effective" } as const;
    const filled = await context.database.read(async (reader) => {
      const laws = await runChecks(reader, input.period);
      const scope = { period: input.period, sourceFileId: null };
      const { results: quality } = await runQuality(context.database, reader, scope);
      return fillBook(reader, context, input, { laws, quality });
    });
    let compared = 0;
    for (const [index, sheet] of filled.sheets.entries()) {
      const rows = read.sheets[index]?.rows;
      for (const { row, cells } of renderPart(sheet, 0).rows) {
        for (const [column, styled] of cells.entries()) {
          const found = rows?.get(row)?.get(column);
          const content = styled?.cell.value ?? null;
          const where = `${sheet.name} ${columnLetter(column)}${row}`;
          if (styled?.cell.kind === "formula") {
            expect(found?.formula, where).toBe(styled.cell.formula);
          }
          const text = typeof content === "boolean" ? String(content).toUpperCase() : content;
          expect(found?.text ?? null, where).toBe(text === null ? null : String(text));
          compared += 1;
        }
      }
    }
    expect(compared).toBeGreaterThan(4_000);
  });

  test("LibreOffice computes every formula to the stored value", async () => {
    const out = join(folder, "recalculated");
    const [file = ""] = await recalculate([path], out);
    const other = await readFrom(file);
    const formulas = [...cellsOf(read)].filter(([, , , { formula }]) => formula !== null);
    expect(differences(read, other)).toEqual([]);
    expect(formulas.length).toBeGreaterThan(600);
  });

  test("one state gives the same bytes every time", async () => {
    const out = join(folder, "again.xlsx");
    const input = { ...SCOPE, out: engine.grantSave(out) };
    const result = unwrap(await engine.runJob("export", input));
    expect(result.ties).toBe(true);
    expect((await readFile(out)).equals(await readFile(path))).toBe(true);
  });

  test("every part is XML and belongs to the package", async () => {
    const zip = await ZipPackage.open(path, path);
    const xml = zip.parts.filter((part) => /\.(xml|rels)$/.test(part));
    for (const part of xml) {
      await zip.read(part, { open: () => undefined });
    }
    zip.close();
    expect(xml.length).toBeGreaterThan(40);
    expect(zip.parts.filter((part) => part.endsWith(".png"))).toHaveLength(1);
  });
});

interface Flip {
  readonly sheet: string;
  readonly cell: string;
  readonly value: string;
}

const AMOUNT_HEADER = new RegExp(
  [
    "amount|cost|bills|split|volume|price|rounding",
    "ledger,|control total|in recon",
    String.raw`\d{4}-\d\d, `,
  ].join("|"),
  "i",
);

/** In every column of every sheet that shows amounts, the first that is not zero. */
function amountsOf(workbook: ReadWorkbook): Flip[] {
  const isAmount = (header: string): boolean => AMOUNT_HEADER.test(header);
  const flips = new Map<string, Flip>();
  for (const { name, rows } of workbook.sheets) {
    let headers = new Map<number, string>();
    for (const [row, cells] of rows) {
      const texts = [...cells].filter(([, { kind }]) => kind === "text");
      if (texts.length > 2 && texts.length === cells.size) {
        headers = new Map(texts.map(([column, { text }]) => [column, text]));
      }
      for (const [column, { kind, text, formula }] of cells) {
        const header = headers.get(column) ?? "";
        const key = `${name} ${header}`;
        if (kind === "number" && formula === null && isAmount(header) && !flips.has(key)) {
          if (Number(text) !== 0) {
            const value = String(Number(text) + 100);
            flips.set(key, { sheet: name, cell: `${columnLetter(column)}${row}`, value });
          }
        }
      }
    }
  }
  return [...flips.values()];
}

function flipped(workbook: ReadWorkbook, { sheet, cell, value }: Flip): ReadWorkbook {
  const [, letters = "", digits = ""] = /^([A-Z]+)(\d+)$/.exec(cell) ?? [];
  const row = Number.parseInt(digits, 10);
  return {
    ...workbook,
    sheets: workbook.sheets.map((own) => {
      if (own.name !== sheet) {
        return own;
      }
      const cells = new Map(own.rows.get(row));
      cells.set(columnIndex(letters), { kind: "number", text: value, formula: null });
      return { ...own, rows: new Map(own.rows).set(row, cells) };
    }),
  };
}

function allChecks(workbook: ReadWorkbook): unknown {
  return new Evaluator(workbook).cell("Cover", 6, 1);
}

describe("a workbook of hostile text on sheets that are full", () => {
  test("recalculates to what is stored, and no text becomes a formula", async () => {
    const own = await createEngine({ clock: standingClock, actor: "tester" });
    try {
      await seedClose(own, '=1+1 "quoted" <&> _x0041_');
      const file = join(folder, "split.xlsx");
      const { context } = own;
      const split = await context.change("export", (change) => {
        const job = { ...change, engine: context, signal: new AbortController().signal };
        const input = { period: CLOSED, basis: "effective", out: own.grantSave(file) } as const;
        return writeWorkbook({ ...job, progress: () => undefined }, input, { rowsMax: 12 });
      });
      expect(split.sheets.map(({ name }) => name)).toContain("Billing (3)");
      const stored = await readFrom(file);
      const [recalculated = ""] = await recalculate([file], join(folder, "split"));
      expect(differences(stored, await readFrom(recalculated))).toEqual([]);
      const hostile = [...cellsOf(stored)].filter(([, , , { text }]) => text.startsWith("=1+1"));
      expect(hostile.length).toBeGreaterThan(10);
      expect(hostile.every(([, , , { formula }]) => formula === null)).toBe(true);
    } finally {
      await own.close();
    }
  });
});

describe("an amount that someone edits", () => {
  test("turns a check FALSE, in every column of every sheet", () => {
    expect(allChecks(read)).toBe(true);
    const flips = amountsOf(read);
    const sheets = new Set(flips.map(({ sheet }) => sheet));
    expect([...sheets].sort()).toEqual([
      "Allocation detail",
      "Billing",
      "Findings",
      "Ledger",
      "Matches",
      "Reconciling items",
      "Sources",
      "Variance",
    ]);
    const unnoticed = flips.filter((flip) => allChecks(flipped(read, flip)) !== false);
    expect(unnoticed).toEqual([]);
  });

  test("turns a check FALSE in LibreOffice, one per sheet, totals included", async () => {
    const bySheet = new Map(amountsOf(read).map((flip) => [flip.sheet, flip]));
    const overwritten = [
      { sheet: "Tie-out", cell: "F7", value: "1" },
      { sheet: "Allocation", cell: "D7", value: "1" },
    ];
    const flips = [...bySheet.values(), ...overwritten];
    const files: string[] = [];
    for (const [index, { sheet, cell, value }] of flips.entries()) {
      const number = read.sheets.findIndex(({ name }) => name === sheet) + 1;
      const file = join(folder, `flip-${index}.xlsx`);
      const part = `xl/worksheets/sheet${number}.xml`;
      await editWorkbook(path, file, part, withNumber(cell, value));
      files.push(file);
    }
    const results = await recalculate(files, join(folder, "flipped"));
    const holding: string[] = [];
    for (const [index, file] of results.entries()) {
      const other = await readFrom(file);
      const verdict = other.sheets[0]?.rows.get(6)?.get(1)?.text;
      if (verdict !== "0" && verdict !== "FALSE") {
        holding.push(`${flips[index]?.sheet} ${flips[index]?.cell}: ${verdict}`);
      }
    }
    expect(holding).toEqual([]);
  });
});
