import type { PivotResult } from "../../shared/contract/charges.ts";
import type { GridCell } from "./grid-moves.ts";
import type { CellRange } from "./selection.ts";

/** What a pivot shows; every move is config → config, so that any way of asking gives the same. */
export interface PivotConfig {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly sort: { readonly by: "label" | "amount"; readonly direction: "asc" | "desc" };
  /** Amounts, or the share of a total in percent. */
  readonly show: PivotShow;
}

export type PivotShow = "amount" | "column" | "row" | "grand";

export type PivotZone = "rows" | "columns";

const ZONE_MAX: Readonly<Record<PivotZone, number>> = { rows: 6, columns: 3 };

/** Adds a dimension at the end of a zone, taking it out of the other; a full zone stays. */
export function addDimension(config: PivotConfig, zone: PivotZone, name: string): PivotConfig {
  return placeDimension(config, zone, name, null);
}

/**
 * Puts a dimension into a zone before another one, or at its end, wherever it was; a full zone
 * stays as it is, and so do the rows where it is their only one.
 */
export function placeDimension(
  config: PivotConfig,
  zone: PivotZone,
  name: string,
  before: string | null,
): PivotConfig {
  if (name === before || (zone === "columns" && isOnlyRow(config, name))) {
    return config;
  }
  const without = withoutDimension(config, name);
  const others = without[zone];
  if (others.length >= ZONE_MAX[zone]) {
    return config;
  }
  const at = before === null ? -1 : others.indexOf(before);
  const index = at < 0 ? others.length : at;
  return { ...without, [zone]: others.toSpliced(index, 0, name) };
}

/** Takes a dimension out; the last one of the rows stays, because a pivot needs one. */
export function removeDimension(config: PivotConfig, name: string): PivotConfig {
  return isOnlyRow(config, name) ? config : withoutDimension(config, name);
}

export function isOnlyRow({ rows }: PivotConfig, name: string): boolean {
  return rows.length === 1 && rows[0] === name;
}

function withoutDimension(config: PivotConfig, name: string): PivotConfig {
  const keep = (names: readonly string[]): string[] => names.filter((known) => known !== name);
  return { ...config, rows: keep(config.rows), columns: keep(config.columns) };
}

/** Moves a dimension within its zone; at the edge it stays. */
export function moveDimension(config: PivotConfig, name: string, steps: -1 | 1): PivotConfig {
  const zone: PivotZone = config.rows.includes(name) ? "rows" : "columns";
  const names = config[zone];
  const from = names.indexOf(name);
  const to = from + steps;
  const other = names[to];
  return from < 0 || other === undefined
    ? config
    : { ...config, [zone]: names.with(from, other).with(to, name) };
}

/** A header click: by amount, largest first; then smallest first; then by name again. */
export function nextPivotSort({ sort }: PivotConfig, by: "label" | "amount"): PivotConfig["sort"] {
  if (sort.by !== by) {
    return { by, direction: by === "amount" ? "desc" : "asc" };
  }
  return { by, direction: sort.direction === "asc" ? "desc" : "asc" };
}

type PivotRow = PivotResult["rows"][number];

/** A row of the grid: its place in the result, and how it opens. */
export interface ShownRow {
  readonly index: number;
  readonly row: PivotRow;
  readonly isOpen: boolean;
}

export function pathKey(path: readonly (string | null)[]): string {
  return JSON.stringify(path);
}

/** The rows on screen: those below a closed subtotal are left out. */
export function shownRows(rows: readonly PivotRow[], closed: ReadonlySet<string>): ShownRow[] {
  return rows.flatMap((row, index) => {
    const isHidden = row.path.some((_, depth) => {
      const above = row.path.slice(0, depth);
      return depth > 0 && closed.has(pathKey(above));
    });
    return isHidden ? [] : [{ index, row, isOpen: !closed.has(pathKey(row.path)) }];
  });
}

export function withClosed(
  closed: ReadonlySet<string>,
  path: readonly (string | null)[],
  isOpen: boolean,
): ReadonlySet<string> {
  const next = new Set(closed);
  if (isOpen) {
    next.delete(pathKey(path));
  } else {
    next.add(pathKey(path));
  }
  return next;
}

/**
 * The cells of a selection that count towards its sum: every cost once. Subtotals and totals stand
 * for rows and columns beside them, so they count only where nothing else is selected.
 */
export function countedCells(
  rows: readonly ShownRow[],
  totalColumn: number,
  range: CellRange,
): GridCell[] {
  const chosenRows = numbersBetween(range.firstRow, range.lastRow);
  const chosenColumns = numbersBetween(Math.max(1, range.firstColumn), range.lastColumn);
  const innermost = chosenRows.filter((index) => isInnermost(rows[index]));
  const single = chosenColumns.filter((column) => column !== totalColumn);
  const columns = single.length > 0 ? single : chosenColumns;
  return (innermost.length > 0 ? innermost : chosenRows.slice(0, 1)).flatMap((row) =>
    columns.map((column) => ({ row, column })),
  );
}

/** A row of its own, or a closed subtotal that stands for the rows below it. */
function isInnermost(shown: ShownRow | undefined): boolean {
  return shown !== undefined && (!shown.row.isSubtotal || !shown.isOpen);
}

function numbersBetween(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}
