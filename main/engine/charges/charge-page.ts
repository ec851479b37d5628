import { z } from "zod";
import type { RowPage } from "../../../shared/contract/scope.ts";
import type { Reader } from "../database/database.ts";
import {
  countBlocks,
  orderedPlaces,
  type RowOrder,
  rowsAt,
  sliceRows,
  slicesOf,
} from "../queries/charge-rows.ts";
import { activeChargeFiles, type ChargeScope } from "../queries/charge-source.ts";
import { SHOWN_COLUMNS, SHOWN_SQL } from "./shown-columns.ts";
import { chargeIds } from "./source-row.ts";

interface Window {
  readonly offset: number;
  readonly limit: number;
}

type CellRow = (string | null)[];

/**
 * A page of charges at any offset. Without a sort, files follow in the order of their import and
 * rows in the order of the file, which needs one count per block and reads no more than the page.
 */
export async function chargePage(
  reader: Reader,
  scope: ChargeScope,
  sort: RowOrder | undefined,
  window: Window,
): Promise<RowPage> {
  const files = await activeChargeFiles(reader);
  const blocks = await countBlocks(reader, files, scope);
  const total = blocks.reduce((sum, { charges }) => sum + charges, 0);
  const rows: CellRow[] = [];
  if (sort === undefined) {
    for (const slice of slicesOf(blocks, files, window.offset, window.limit)) {
      const { rows: found } = await reader.table(sliceRows(slice, scope, SHOWN_SQL));
      rows.push(...(await shownRows(reader, slice.file, found)));
    }
  } else if (window.offset < total) {
    rows.push(...(await sortedRows(reader, files, scope, sort, window)));
  }
  return { columns: [...SHOWN_COLUMNS], rows, offset: window.offset, total };
}

async function sortedRows(
  reader: Reader,
  files: readonly string[],
  scope: ChargeScope,
  sort: RowOrder,
  window: Window,
): Promise<CellRow[]> {
  const places = await reader.rows(
    z.object({ file: z.number(), row_index: z.number() }),
    orderedPlaces(files, scope, sort, window),
  );
  const found = new Map<string, CellRow>();
  for (const [index, file] of files.entries()) {
    const indexes = places.filter((place) => place.file === index).map((place) => place.row_index);
    if (indexes.length > 0) {
      const { rows } = await reader.table(rowsAt(file, indexes, SHOWN_SQL));
      const shown = await shownRows(reader, file, rows);
      for (const [position, cells] of shown.entries()) {
        found.set(`${index}:${rows[position]?.[0]}`, cells);
      }
    }
  }
  return places.map(({ file, row_index }) => found.get(`${file}:${row_index}`) ?? []);
}

/** Rows of a file's table with the charge's identity in place of the row index. */
async function shownRows(
  reader: Reader,
  file: string,
  rows: readonly (readonly unknown[])[],
): Promise<CellRow[]> {
  const ids = await chargeIds(
    reader,
    file,
    rows.map(([index]) => index as number),
  );
  return rows.map(([, ...cells], position) => [
    ids[position] ?? "",
    ...cells.map((cell) => (cell === null ? null : String(cell))),
  ]);
}
