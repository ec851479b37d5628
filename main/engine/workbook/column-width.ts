import { fromUnits } from "../../../shared/domain/amount.ts";
import { formatAmount } from "../../../shared/format.ts";
import type { PlacedTable } from "./book.ts";
import { type Cell, cellValue } from "./cell.ts";
import type { FilledSheet } from "./filled-sheet.ts";
import type { TableColumn } from "./table.ts";

/** In characters of the default font, as Excel counts. */
export const WIDTH_MIN = 9;
const WIDTH_MAX = 36;
const SAMPLE_ROWS = 2_000;
const CHECK_WIDTH = 16;

/** Widths that fit every table of the sheet; prose columns wrap instead of growing. */
export function columnWidths(sheet: FilledSheet): number[] {
  const widths: number[] = [];
  for (const placed of sheet.tables) {
    for (const [index, column] of placed.table.columns.entries()) {
      const width = column.width ?? fittingWidth(placed, index, column);
      widths[index] = Math.max(widths[index] ?? WIDTH_MIN, width);
    }
  }
  for (const column of sheet.checks?.columns ?? []) {
    widths[column] = Math.max(widths[column] ?? WIDTH_MIN, CHECK_WIDTH);
  }
  return Array.from(widths, (width) => width ?? WIDTH_MIN);
}

function fittingWidth(placed: PlacedTable, index: number, column: TableColumn): number {
  if (column.format === "prose") {
    return 50;
  }
  const words = column.header.split(" ").map((word) => word.length * 1.2 + 2);
  let width = Math.max(WIDTH_MIN, (column.header.length * 1.2) / 3 + 2, ...words);
  for (const [row, cells] of placed.cells.entries()) {
    if (row >= SAMPLE_ROWS) {
      break;
    }
    width = Math.max(width, shownLength(cells[index] ?? null, placed.digitsOf(column.key, row)));
  }
  if (column.hasTotal === true) {
    width = Math.max(width, shownLength(placed.totalFormula(column.key).value, 2) + 1);
  }
  return Math.min(WIDTH_MAX, Math.ceil(width));
}

function shownLength(cell: Cell, digits: number): number {
  const value = cell === null ? null : cellValue(cell);
  if (typeof value === "bigint") {
    return formatAmount(fromUnits(value), { digits }).length + 3;
  }
  return value === null ? 0 : String(value).length + 2;
}
