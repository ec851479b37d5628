import { z } from "zod";
import type { Reader } from "../database/database.ts";
import { statement } from "../database/sql.ts";
import rowGapsQuery from "./row-gaps.sql?raw";

/** From a row index on, so many more records of the file are missing from its table. */
const RowGap = z.object({ rowid_from: z.number(), skipped: z.number() });
export type RowGap = z.infer<typeof RowGap>;

/** The first charge of a file without gaps stands in record 2, below the header. */
const FIRST_ROW = 2;

export function rowGaps(reader: Reader, sourceFileId: string): Promise<RowGap[]> {
  return reader.rows(RowGap, statement(rowGapsQuery, { source_file_id: sourceFileId }));
}

/** The record of the source file, counted from 1, that a row of its table came from. */
export function sourceRow(gaps: readonly RowGap[], rowIndex: number): number {
  return gaps.reduce(
    (row, gap) => (gap.rowid_from <= rowIndex ? row + gap.skipped : row),
    rowIndex + FIRST_ROW,
  );
}

/** The row of the table that holds a record of the source file; null where none does. */
export function rowIndexOf(gaps: readonly RowGap[], row: number): number | null {
  let missing = FIRST_ROW;
  for (const gap of gaps) {
    if (gap.rowid_from + missing + gap.skipped > row) {
      break;
    }
    missing += gap.skipped;
  }
  const index = row - missing;
  return index >= 0 && sourceRow(gaps, index) === row ? index : null;
}
