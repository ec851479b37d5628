import type { SafeCell } from "./safe-cell.ts";

/** How a cell looks; a number format is chosen by kind and decimals. */
export type StyleName =
  | "title"
  | "scope"
  | "purpose"
  | "status"
  | "caption"
  | "header"
  | "headerRight"
  | "headerCentre"
  | "text"
  | "prose"
  | "label"
  | "value"
  | "amount"
  | "difference"
  | "count"
  | "quantity"
  | "share"
  | "check"
  | "verdict"
  | "total"
  | "totalText";

export interface StyledCell {
  readonly cell: SafeCell;
  readonly style: StyleName;
  /** Decimals of an amount; of text, how far it stands off the column before. */
  readonly digits: number;
  /** The row has several lines, so the cell stands at its top. */
  readonly isTall?: boolean;
}

export interface SheetRow {
  readonly row: number;
  /** In points; absent is the default height. */
  readonly height?: number;
  readonly cells: readonly (StyledCell | null)[];
}

/** What a sheet is besides its rows. */
export interface SheetFrame {
  readonly name: string;
  readonly widths: readonly number[];
  /** Rows that stay in view, and the one repeated on every printed page. */
  readonly frozenRows: number;
  readonly footer: string;
  /** Cells that must be zero, and cells that say TRUE or FALSE. */
  readonly alarms: readonly string[];
  readonly checks: readonly string[];
  readonly statusCell: string | null;
}

/** Writes the rows of sheets, one sheet after the other. */
export interface XlsxWriter {
  /** The number of the sheet's part in the package, from 1. */
  startSheet(frame: SheetFrame): number;
  writeRow(row: SheetRow): void;
  /** Resolves once the sheet's bytes are on their way, so that memory stays small. */
  endSheet(): Promise<void>;
  end(): Promise<void>;
  /** Lets go of a file that will not be finished. */
  abort(): void;
}
