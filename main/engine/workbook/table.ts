import type { Cell } from "./cell.ts";
import type { Operand } from "./formula.ts";

/** How a column's cells look; amounts show as many decimals as their currency has. */
export type CellFormat =
  | "text"
  | "prose"
  | "amount"
  | "difference"
  | "count"
  | "quantity"
  | "share"
  | "check";

export interface TableColumn {
  readonly key: string;
  readonly header: string;
  readonly format: CellFormat;
  /** What the column holds, where the header does not say it; listed on About. */
  readonly note?: string;
  /** In characters; absent fits the content. */
  readonly width?: number;
  /** Formulas use the column's cells, so they get a defined name. */
  readonly isNamed?: boolean;
  /** A sum of the column stands under the table. */
  readonly hasTotal?: boolean;
}

/** A cell of the same row, by column key. */
export type At = (key: string) => Operand;

/** A cell, or how to build it from the row's other cells and from other sheets. */
export type RowCell = Cell | ((at: At) => Cell);

/** A table of a sheet: what it shows before it has a place. */
export interface Table {
  /** Unique in the workbook; also the name of the Excel table. */
  readonly name: string;
  readonly caption?: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly RowCell[])[];
  /** Label and value pairs without header, filter or total. */
  readonly isPlain?: boolean;
  /** Rows left empty below it, for what stands beside it. */
  readonly rowsBelow?: number;
  /** Decimals of the amounts of a row; absent uses the workbook's currency. */
  readonly digits?: (row: number) => number;
  /** Columns whose decimals do not follow the row. */
  readonly fixedDigits?: Readonly<Record<string, number>>;
}

/** Where consecutive rows of a table stand; rows are 1-based as Excel counts. */
export interface Segment {
  /** The sheet's part: 0 is the sheet itself, 1 is "Name (2)". */
  readonly part: number;
  readonly captionRow: number | null;
  readonly headerRow: number | null;
  readonly firstRow: number;
  /** Index of the first of its rows in the table. */
  readonly from: number;
  readonly rows: number;
}

/** The Excel name of a column by its 0-based index. */
export function columnLetter(index: number): string {
  const rest = Math.floor(index / 26);
  const letter = String.fromCharCode(65 + (index % 26));
  return rest === 0 ? letter : columnLetter(rest - 1) + letter;
}
