import type { GridCell } from "./grid-moves.ts";

/** The rectangle between the cell where a selection began and the active cell; ends included. */
export interface CellRange {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
}

export function rangeBetween(anchor: GridCell, active: GridCell): CellRange {
  return {
    firstRow: Math.max(0, Math.min(anchor.row, active.row)),
    lastRow: Math.max(0, Math.max(anchor.row, active.row)),
    firstColumn: Math.min(anchor.column, active.column),
    lastColumn: Math.max(anchor.column, active.column),
  };
}

export function isInRange(range: CellRange, row: number, column: number): boolean {
  return (
    row >= range.firstRow &&
    row <= range.lastRow &&
    column >= range.firstColumn &&
    column <= range.lastColumn
  );
}

export function rangeRows({ firstRow, lastRow }: CellRange): number {
  return lastRow - firstRow + 1;
}

export function rangeColumns({ firstColumn, lastColumn }: CellRange): number {
  return lastColumn - firstColumn + 1;
}

export function rangeCells(range: CellRange): number {
  return rangeRows(range) * rangeColumns(range);
}

/** Rows of cell texts as a spreadsheet pastes them; a tab or line break inside a cell is quoted. */
export function toTabSeparated(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => cells.map(quoteCell).join("\t")).join("\r\n");
}

function quoteCell(text: string): string {
  return /[\t\r\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
