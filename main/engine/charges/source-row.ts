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

/** Which charge of its record a row is, from 1; a record may have become several. */
export function partOf(gaps: readonly RowGap[], rowIndex: number): number {
  let part = 1;
  const isFurther = (index: number): boolean =>
    gaps.some(({ rowid_from: from, skipped }) => from === index && from > 0 && skipped < 0);
  while (isFurther(rowIndex - part + 1)) {
    part += 1;
  }
  return part;
}

/** How a charge is named: by its file and record, and its part where the record has several. */
export function chargeIdOf(file: string, gaps: readonly RowGap[], rowIndex: number): string {
  const part = partOf(gaps, rowIndex);
  return `${file}:${sourceRow(gaps, rowIndex)}${part === 1 ? "" : `.${part}`}`;
}

/** The row of the table that holds a record of the source file, or one part of it; null if none. */
export function rowIndexOf(gaps: readonly RowGap[], row: number, part = 1): number | null {
  let missing = FIRST_ROW;
  for (const gap of gaps) {
    if (gap.rowid_from + missing + gap.skipped > row) {
      break;
    }
    missing += gap.skipped;
  }
  const last = row - missing;
  if (last < 0 || sourceRow(gaps, last) !== row) {
    return null;
  }
  const parts = partOf(gaps, last);
  return part > parts ? null : last - parts + part;
}
