import { open } from "node:fs/promises";
import { fail } from "../../../../shared/errors.ts";
import { ZipPackage } from "../../xlsx/zip-package.ts";
import type { RowSource } from "./file-row.ts";
import { openLegacyWorkbook } from "./legacy-workbook.ts";
import { ODS_CONTENT, readOdsRows, readOdsSheets } from "./ods-sheet.ts";
import { MergedCells, type MergedRange } from "./xlsx-merged-cells.ts";
import { IMPORTED } from "./xlsx-package.ts";
import { readWorkbookParts, type XlsxSheet } from "./xlsx-parts.ts";
import { readSheetRows } from "./xlsx-sheet.ts";

/** An open workbook. */
export interface XlsxFile {
  /** Visible sheets first, each in the workbook's order. */
  readonly sheets: readonly XlsxSheet[];
  rowsOf(sheet: XlsxSheet): RowSource;
  close(): void;
}

/** The sheets of a workbook of any layout, and how the rows of each are read. */
interface Layout {
  readonly sheets: readonly XlsxSheet[];
  rowsOf(sheet: XlsxSheet): () => ReturnType<RowSource["rows"]>;
}

/**
 * Opens a workbook for reading, in Excel's layouts (.xlsx, .xlsb, .xls) or OpenDocument's (.ods):
 * limits and structure are checked, cells stream later where the layout allows.
 * Errors: file-truncated, file-unreadable, file-empty, format-not-recognised.
 */
export async function openXlsx(path: string, name: string): Promise<XlsxFile> {
  const start = await startOf(path);
  if (start.equals(COMPOUND)) {
    return workbookOf(name, await legacyLayout(path, name), () => undefined);
  }
  if (start.toString("latin1") !== "PK\u0003\u0004") {
    // The reader of the old layouts would take any text for a table.
    fail(
      "file-unreadable",
      `"${name}" does not begin as a workbook does, so it is cut off or damaged.`,
      "Save or copy it again, then import that file.",
    );
  }
  const file = await ZipPackage.open(path, name, IMPORTED);
  const close = (): void => file.close();
  try {
    return workbookOf(name, await packageLayout(file, path), close);
  } catch (error) {
    close();
    throw error;
  }
}

const COMPOUND = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

async function startOf(path: string): Promise<Buffer> {
  const { length } = COMPOUND;
  const file = await open(path, "r");
  const read = file.read(Buffer.alloc(length), 0, length, 0).finally(() => file.close());
  const { buffer, bytesRead } = await read;
  return buffer.subarray(0, bytesRead);
}

function workbookOf(name: string, { sheets, rowsOf }: Layout, close: () => void): XlsxFile {
  if (sheets.length === 0) {
    fail("file-empty", `The workbook "${name}" has no sheet with cells.`, "Choose another file.");
  }
  const rank = ({ isHidden }: XlsxSheet): number => (isHidden ? 1 : 0);
  return {
    sheets: [...sheets].sort((a, b) => rank(a) - rank(b)),
    rowsOf: (sheet) => ({ kind: "sheet", sheet: sheet.name, rows: rowsOf(sheet) }),
    close,
  };
}

async function packageLayout(file: ZipPackage, path: string): Promise<Layout> {
  if (file.has("xl/workbook.bin")) {
    return legacyLayout(path, file.name);
  }
  if (file.has(ODS_CONTENT) && !file.has("xl/workbook.xml")) {
    const sheets = await readOdsSheets(file);
    return { sheets, rowsOf: (sheet) => () => readOdsRows(file, sheet) };
  }
  const workbook = await readWorkbookParts(file);
  return {
    sheets: workbook.sheets,
    rowsOf: (sheet) => {
      // Found once, because finding them means reading the sheet to its end.
      let merged: Promise<readonly MergedRange[]> | undefined;
      return async function* rows() {
        merged ??= MergedCells.readRanges(file, sheet.part);
        yield* readSheetRows(file, workbook, sheet, await merged);
      };
    },
  };
}

async function legacyLayout(path: string, name: string): Promise<Layout> {
  const book = await openLegacyWorkbook(path, name);
  return { sheets: book.sheets, rowsOf: (sheet) => () => book.rowsOf(sheet) };
}
