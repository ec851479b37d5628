/** What a workbook cell held, where that is more than text. */
export type CellKind = "text" | "number" | "date" | "error" | "no-value";

/** One physical record of a file. */
export interface FileRow {
  /** 1-based physical line of a text (its first, where it spans several) or row of a sheet. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Per cell, for workbooks; null for text files, whose cells are all text. */
  readonly kinds: readonly CellKind[] | null;
  /** The record as it stands in the file. */
  readonly raw: string;
  /** A reason why the record cannot be taken apart; null where it can. */
  readonly broken: string | null;
  readonly isHidden: boolean;
  /** Whether any reader of its dialect takes the record as it stands apart into these cells. */
  readonly isVerbatim?: boolean;
  /** Why a mapping leaves the record out; absent where it does not. */
  readonly leftOut?: string;
}

/** The rows of one table, to be read as often as needed. */
export interface RowSource {
  readonly kind: "text" | "sheet";
  /** The sheet's name; null for text files. */
  readonly sheet: string | null;
  /** Batches of rows in file order. */
  rows(): AsyncIterable<readonly FileRow[]>;
}

/** The name of a column by its position: `A` … `Z`, `AA` … for sheets, `1`, `2` … for text. */
export function columnPlace(source: Pick<RowSource, "kind">, index: number): string {
  if (source.kind === "text") {
    return `column ${index + 1}`;
  }
  let letters = "";
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return `column ${letters}`;
}
