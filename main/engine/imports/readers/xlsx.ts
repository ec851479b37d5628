import { fail } from "../../../../shared/errors.ts";
import { ZipPackage } from "../../xlsx/zip-package.ts";
import type { RowSource } from "./file-row.ts";
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

/**
 * Opens an .xlsx workbook for reading: limits and structure are checked, cells stream later.
 * Errors: file-truncated, file-unreadable, format-not-recognised.
 */
export async function openXlsx(path: string, name: string): Promise<XlsxFile> {
  const file = await ZipPackage.open(path, name, IMPORTED);
  try {
    const workbook = await readWorkbookParts(file);
    if (workbook.sheets.length === 0) {
      fail("file-empty", `The workbook "${name}" has no sheet with cells.`, "Choose another file.");
    }
    const rank = ({ isHidden }: XlsxSheet): number => (isHidden ? 1 : 0);
    return {
      sheets: [...workbook.sheets].sort((a, b) => rank(a) - rank(b)),
      rowsOf: (sheet) => {
        // Found once, because finding them means reading the sheet to its end.
        let merged: Promise<readonly MergedRange[]> | undefined;
        async function* rows(): ReturnType<RowSource["rows"]> {
          merged ??= MergedCells.readRanges(file, sheet.part);
          yield* readSheetRows(file, workbook, sheet, await merged);
        }
        return { kind: "sheet", sheet: sheet.name, rows };
      },
      close: () => file.close(),
    };
  } catch (error) {
    file.close();
    throw error;
  }
}
