import { readFile, stat } from "node:fs/promises";
import type { CellObject, WorkBook, WorkSheet } from "@e965/xlsx";
import { fail, TieoutError } from "../../../../shared/errors.ts";
import { assertWholeBiff } from "./biff-records.ts";
import { CSV_LIMITS } from "./csv-rows.ts";
import type { CellKind, FileRow } from "./file-row.ts";
import { MergedCells } from "./xlsx-merged-cells.ts";
import type { XlsxSheet } from "./xlsx-parts.ts";
import { dateText, isDateFormat, numberText } from "./xlsx-values.ts";

/** These workbooks are held in memory as a whole while they are read. */
export const LEGACY_BYTES_MAX = 64 * 1024 ** 2;

/** A workbook of a kind that is read at once. */
export interface LegacyWorkbook {
  readonly sheets: readonly XlsxSheet[];
  rowsOf(sheet: XlsxSheet): AsyncIterable<readonly FileRow[]>;
}

const SAVE_AS = "Open it in Excel, save it as .xlsx without a password and import that file.";
const BATCH = 1000;

/**
 * Opens a workbook in one of Excel's binary layouts (.xls, .xlsb).
 * Errors: file-unreadable where it is locked, damaged or too large
 */
export async function openLegacyWorkbook(path: string, name: string): Promise<LegacyWorkbook> {
  const { size } = await stat(path);
  if (size > LEGACY_BYTES_MAX) {
    fail(
      "file-unreadable",
      `The workbook "${name}" is larger than 64 MB, which is the most in Excel's binary layouts.`,
      "Open it in Excel, save it as .xlsx or CSV and import that file.",
    );
  }
  const book = await parse(await readFile(path), name);
  const is1904 = book.Workbook?.WBProps?.date1904 === true;
  const sheets = book.SheetNames.map((sheet, index) => ({
    name: sheet,
    part: sheet,
    isHidden: (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0,
  }));
  const damaged = sheets.find(({ part }) => book.Sheets[part] === undefined);
  if (damaged !== undefined) {
    throw refusal(`the sheet ${damaged.name} is missing`, name);
  }
  return {
    sheets: sheets.filter(({ part }) => Array.isArray(book.Sheets[part]?.["!data"])),
    rowsOf: ({ part }) => sheetRows(book.Sheets[part] ?? {}, is1904, name),
  };
}

async function parse(bytes: Buffer, name: string): Promise<WorkBook> {
  // A megabyte of program that few imports need.
  const library = await import("@e965/xlsx");
  library.set_cptable(await import("@e965/xlsx/dist/cpexcel.full.mjs"));
  try {
    if (bytes[0] === COMPOUND) {
      assertWholeBiff(workbookStream(library, bytes), name);
    }
    return library.read(bytes, {
      type: "buffer",
      dense: true,
      cellNF: true,
      cellText: false,
      cellHTML: false,
      cellStyles: true,
      cellFormula: true,
    });
  } catch (error) {
    if (error instanceof TieoutError) {
      throw error;
    }
    throw refusal(error instanceof Error ? error.message : String(error), name);
  }
}

/** First byte of the container of .xls; .xlsb comes in a zip. */
const COMPOUND = 0xd0;

function workbookStream(library: typeof import("@e965/xlsx"), bytes: Buffer): Uint8Array {
  const container = library.CFB.read(bytes, { type: "buffer" });
  if (library.CFB.find(container, "EncryptedPackage") !== null) {
    throw new Error("password");
  }
  const entry =
    library.CFB.find(container, "Workbook") ?? library.CFB.find(container, "Book") ?? null;
  if (entry === null) {
    throw new Error("cannot find workbook");
  }
  const { content, size } = entry;
  const stream = Uint8Array.from(content);
  return stream.subarray(0, Math.min(stream.length, size));
}

function refusal(message: string, name: string): TieoutError {
  if (/password|encrypt/i.test(message)) {
    return new TieoutError({
      code: "file-unreadable",
      message: `The workbook "${name}" is locked with a password.`,
      remedy: SAVE_AS,
    });
  }
  if (/cannot find workbook|Unsupported file|Unrecognized|not a spreadsheet/i.test(message)) {
    return new TieoutError({
      code: "format-not-recognised",
      message: `"${name}" is an Office file, but no Excel workbook.`,
      remedy: "Export the data as CSV, XLSX or Parquet, then import that file.",
    });
  }
  return new TieoutError({
    code: "file-unreadable",
    message: `The workbook "${name}" is damaged and cannot be read.`,
    remedy: "Copy or download it again; if that does not help, save it as .xlsx in Excel.",
  });
}

async function* sheetRows(
  sheet: WorkSheet,
  is1904: boolean,
  name: string,
): AsyncIterable<readonly FileRow[]> {
  const merged = new MergedCells(
    (sheet["!merges"] ?? []).map(({ s, e }) => ({
      top: s.r + 1,
      bottom: e.r + 1,
      left: s.c,
      right: e.c,
    })),
  );
  const data: readonly (readonly (CellObject | undefined)[] | undefined)[] = sheet["!data"] ?? [];
  let batch: FileRow[] = [];
  for (const [index, stored] of data.entries()) {
    const line = index + 1;
    const cells: string[] = [];
    const kinds: CellKind[] = [];
    for (const [column, cell] of (stored ?? []).entries()) {
      const read = cell == null ? null : readCell(cell, is1904);
      if (read === null || merged.covers(line, column)) {
        continue;
      }
      if (column >= CSV_LIMITS.columns) {
        fail(
          "file-unreadable",
          `Row ${line} of the workbook "${name}" fills more than 2,000 columns.`,
          "Export fewer columns.",
        );
      }
      while (cells.length < column) {
        cells.push("");
        kinds.push("text");
      }
      cells.push(read.text);
      kinds.push(read.kind);
    }
    if (cells.length > 0) {
      const isHidden = sheet["!rows"]?.[index]?.hidden === true;
      batch.push({ line, cells, kinds, raw: cells.join("\t"), broken: null, isHidden });
    }
    if (batch.length >= BATCH) {
      yield batch;
      batch = [];
    }
  }
  yield batch;
}

const ERRORS: Readonly<Record<string, string>> = {
  "0": "#NULL!",
  "7": "#DIV/0!",
  "15": "#VALUE!",
  "23": "#REF!",
  "29": "#NAME?",
  "36": "#NUM!",
  "42": "#N/A",
  "43": "#GETTING_DATA",
};

function readCell(cell: CellObject, is1904: boolean): { text: string; kind: CellKind } | null {
  const { v: value } = cell;
  if (value === undefined || value === null) {
    return cell.f === undefined ? null : { text: "", kind: "no-value" };
  }
  switch (cell.t) {
    case "n": {
      const stored = numberText(String(value));
      const isDate = typeof cell.z === "string" && isDateFormat(0, cell.z);
      const date = isDate ? dateText(stored, is1904) : null;
      return date === null ? { text: stored, kind: "number" } : { text: date, kind: "date" };
    }
    case "b":
      return { text: value === true ? "TRUE" : "FALSE", kind: "text" };
    case "e":
      return { text: ERRORS[String(value)] ?? "#ERROR", kind: "error" };
    case "z":
      return null;
    default:
      return { text: String(value), kind: "text" };
  }
}
