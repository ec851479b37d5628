import { z } from "zod";
import type { Reader } from "../database/database.ts";
import { statement } from "../database/sql.ts";
import lastRowQuery from "./last-row-of-record.sql?raw";
import rowPlacesQuery from "./row-places.sql?raw";

/**
 * Where a row of a charge table stands in its file. A run of records that the table does not hold
 * is a gap; a record that became several charges has a negative one at each further row, so a
 * large bill has very many: they are summed where they are stored.
 */
const RowPlace = z.object({
  row_index: z.number(),
  /** The record, counted from 1; the first charge of a file without gaps stands in record 2. */
  source_row: z.number(),
  /** Which charge of its record it is, from 1. */
  part: z.number(),
});
type RowPlace = z.infer<typeof RowPlace>;

async function rowPlaces(
  reader: Reader,
  file: string,
  rowIndexes: readonly number[],
): Promise<Map<number, RowPlace>> {
  const rows = await reader.rows(
    RowPlace,
    statement(rowPlacesQuery, {
      source_file_id: file,
      row_indexes: rowIndexes.map((index) => String(index)),
    }),
  );
  return new Map(rows.map((row) => [row.row_index, row]));
}

/** How charges are named: by their file and record, and their part where the record has several. */
export async function chargeIds(
  reader: Reader,
  file: string,
  rowIndexes: readonly number[],
): Promise<string[]> {
  const places = await rowPlaces(reader, file, rowIndexes);
  return rowIndexes.map((index) => {
    const place = places.get(index);
    if (place === undefined) {
      throw new RangeError(`row ${index} has no place in its file`);
    }
    const { source_row, part } = place;
    return `${file}:${source_row}${part === 1 ? "" : `.${part}`}`;
  });
}

/** The row of the table that holds a record of the source file, or one part of it; null if none. */
export async function rowIndexOf(
  reader: Reader,
  file: string,
  row: number,
  part: number,
): Promise<number | null> {
  const { row_index: last } = await reader.one(
    z.object({ row_index: z.number() }),
    statement(lastRowQuery, { source_file_id: file, source_row: row }),
  );
  const place = last < 0 ? undefined : (await rowPlaces(reader, file, [last])).get(last);
  return place === undefined || place.source_row !== row || part > place.part
    ? null
    : last - place.part + part;
}
