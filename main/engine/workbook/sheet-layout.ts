import type { Segment, Table } from "./table.ts";

/** The most rows of an Excel sheet. */
export const SHEET_ROWS_MAX = 1_048_576;

/** Title, scope, purpose, status and a blank row stand above the first table of every part. */
export const FIRST_ROW = 6;

export interface RowPlace {
  readonly part: number;
  readonly row: number;
}

export interface TablePlace {
  readonly segments: readonly Segment[];
  readonly total: RowPlace | null;
}

export interface SheetLayout {
  readonly tables: readonly TablePlace[];
  /** The header of the checks and the row of each check. */
  readonly checks: { readonly header: RowPlace; readonly rows: readonly RowPlace[] } | null;
  /** The last used row of each part. */
  readonly lastRows: readonly number[];
}

/** Walks down a sheet and on to its next part where the sheet is full. */
class Cursor {
  private part = 0;
  private row = FIRST_ROW;
  readonly lastRows: number[] = [FIRST_ROW - 1];
  private readonly rowsMax: number;

  constructor(rowsMax: number) {
    this.rowsMax = rowsMax;
  }

  get free(): number {
    return this.rowsMax - this.row + 1;
  }

  /** Starts a new part where fewer rows are free and the part is not empty. */
  need(rows: number): void {
    if (this.free < rows && this.row > FIRST_ROW) {
      this.part += 1;
      this.row = FIRST_ROW;
      this.lastRows.push(FIRST_ROW - 1);
    }
  }

  skip(): void {
    if (this.row > FIRST_ROW) {
      this.row += 1;
    }
  }

  leave(rows: number): void {
    this.row += Math.min(rows, Math.max(0, this.free));
  }

  take(rows = 1): RowPlace {
    const place = { part: this.part, row: this.row };
    this.row += rows;
    this.lastRows[this.part] = this.row - 1;
    return place;
  }
}

/** Gives every table, total and check of a sheet its place; what is too long goes on. */
export function layOutSheet(
  tables: readonly Table[],
  checkCount: number,
  rowsMax: number,
): SheetLayout {
  const cursor = new Cursor(rowsMax);
  const places = tables.map((table) => placeTable(cursor, table));
  let checks: SheetLayout["checks"] = null;
  if (checkCount > 0) {
    cursor.skip();
    cursor.need(2);
    const header = cursor.take();
    const rows = Array.from({ length: checkCount }, () => {
      cursor.need(1);
      return cursor.take();
    });
    checks = { header, rows };
  }
  return { tables: places, checks, lastRows: cursor.lastRows };
}

function placeTable(cursor: Cursor, table: Table): TablePlace {
  const segments: Segment[] = [];
  cursor.skip();
  let from = 0;
  do {
    const hasCaption = from === 0 && table.caption !== undefined;
    const hasHeader = table.isPlain !== true;
    cursor.need((hasCaption ? 1 : 0) + (hasHeader ? 1 : 0) + 1);
    const captionRow = hasCaption ? cursor.take().row : null;
    const headerRow = hasHeader ? cursor.take().row : null;
    const rows = Math.max(1, Math.min(cursor.free, table.rows.length - from));
    const { part, row: firstRow } = cursor.take(rows);
    segments.push({ part, captionRow, headerRow, firstRow, from, rows });
    from += rows;
  } while (from < table.rows.length);
  cursor.leave(table.rowsBelow ?? 0);
  const hasTotal = table.columns.some((column) => column.hasTotal === true);
  if (!hasTotal) {
    return { segments, total: null };
  }
  cursor.need(1);
  return { segments, total: cursor.take() };
}
