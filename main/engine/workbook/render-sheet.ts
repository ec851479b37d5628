import { type PlacedTable, partName } from "./book.ts";
import { type Cell, cellValue } from "./cell.ts";
import { columnWidths, WIDTH_MIN } from "./column-width.ts";
import type { FilledSheet } from "./filled-sheet.ts";
import { styled, textCell } from "./styled-cell.ts";
import { columnLetter, type Segment, type TableColumn } from "./table.ts";
import type { SheetFrame, SheetRow, StyledCell, StyleName } from "./xlsx-writer.ts";

const LINE_POINTS = 13.5;
/** A table of so many rows goes on on another printed page, which repeats its header. */
const PAGE_ROWS = 20;

/** The tables of one part as Excel tables. */
export interface ExcelTable {
  readonly name: string;
  readonly ref: string;
  readonly columns: readonly string[];
}

export interface RenderedPart {
  readonly frame: SheetFrame;
  readonly rows: Iterable<SheetRow>;
  readonly excelTables: readonly ExcelTable[];
  /** Where the picture's upper left corner stands, 0-based; null where there is none. */
  readonly pictureAt: { readonly column: number; readonly row: number } | null;
  readonly printArea: string;
  readonly titleRow: number | null;
  readonly dataRows: number;
}

/** One part of a sheet, row by row. */
export function renderPart(sheet: FilledSheet, part: number): RenderedPart {
  const widths = columnWidths(sheet);
  const segments = segmentsOf(sheet, part);
  const headerRow = segments.find(({ segment }) => segment.headerRow !== null)?.segment.headerRow;
  const firstHeader = headerRow ?? null;
  const longest = segments.findLast(({ segment: { headerRow: row, rows } }) => {
    return row !== null && rows >= PAGE_ROWS;
  });
  const lastRow = sheet.layout.lastRows[part] ?? 1;
  const name = partName(sheet.name, part);
  const lastColumn = columnLetter(Math.max(widths.length, 1) - 1);
  return {
    frame: {
      name,
      widths,
      frozenRows: part === 0 && firstHeader !== null && firstHeader <= 8 ? firstHeader : 5,
      footer: sheet.scope,
      alarms: alarmRanges(sheet, part),
      checks: checkRanges(sheet, part),
      statusCell: part === 0 && sheet.checks !== null ? "A4" : null,
    },
    rows: rowsOf(sheet, part, segments, widths),
    excelTables: segments.flatMap(({ table, segment, place }) => excelTable(table, segment, place)),
    pictureAt: sheet.picture === undefined || part > 0 ? null : pictureAnchor(sheet),
    printArea: `$A$1:$${lastColumn}$${lastRow}`,
    titleRow: longest?.segment.headerRow ?? firstHeader,
    dataRows: segments.reduce(
      (sum, { table, segment }) =>
        sum + (table.table.isPlain === true ? 0 : Math.min(segment.rows, table.cells.length)),
      0,
    ),
  };
}

interface PartSegment {
  readonly table: PlacedTable;
  readonly segment: Segment;
  /** Its number among the table's segments. */
  readonly place: number;
}

function segmentsOf(sheet: FilledSheet, part: number): PartSegment[] {
  return sheet.tables.flatMap((table) =>
    table.place.segments.flatMap((segment, place) =>
      segment.part === part ? [{ table, segment, place }] : [],
    ),
  );
}

function excelTable(table: PlacedTable, segment: Segment, place: number): ExcelTable[] {
  if (segment.headerRow === null) {
    return [];
  }
  const last = columnLetter(table.table.columns.length - 1);
  return [
    {
      name: `${table.table.name}_table${place === 0 ? "" : `_${place + 1}`}`,
      ref: `A${segment.headerRow}:${last}${segment.firstRow + segment.rows - 1}`,
      columns: table.table.columns.map(({ header }) => header),
    },
  ];
}

function* rowsOf(
  sheet: FilledSheet,
  part: number,
  segments: readonly PartSegment[],
  widths: readonly number[],
): Iterable<SheetRow> {
  yield* titleRows(sheet, part);
  for (const { table, segment, place } of segments) {
    yield* segmentRows(table, segment, widths);
    const { total } = table.place;
    const isLast = place === table.place.segments.length - 1;
    if (isLast && total !== null && total.part === part) {
      yield totalRow(table, total.row);
    }
  }
  yield* totalsAlone(sheet, part);
  if (sheet.checks !== null) {
    yield* sheet.checks.rows(part);
  }
}

/** Totals that did not fit below their table's last row. */
function* totalsAlone(sheet: FilledSheet, part: number): Iterable<SheetRow> {
  for (const table of sheet.tables) {
    const { total, segments } = table.place;
    if (total !== null && total.part === part && segments.at(-1)?.part !== part) {
      yield totalRow(table, total.row);
    }
  }
}

function* titleRows(sheet: FilledSheet, part: number): Iterable<SheetRow> {
  yield { row: 1, height: 24, cells: [textCell(partName(sheet.name, part), "title")] };
  yield { row: 2, height: 16, cells: [textCell(sheet.scope, "scope")] };
  yield { row: 3, height: 15, cells: [textCell(sheet.holds, "purpose")] };
  if (part === 0 && sheet.checks !== null) {
    const { status } = sheet.checks;
    yield { row: 4, height: 15, cells: [styled(status, "status", 0)] };
  }
}

function* segmentRows(
  placed: PlacedTable,
  segment: Segment,
  widths: readonly number[],
): Iterable<SheetRow> {
  const { table, cells } = placed;
  if (segment.captionRow !== null) {
    const caption = textCell(table.caption ?? "", "caption");
    yield { row: segment.captionRow, height: 20, cells: [caption] };
  }
  if (segment.headerRow !== null) {
    const lines = Math.max(
      ...table.columns.map(({ header }, index) => headerLines(header, widths[index] ?? WIDTH_MIN)),
    );
    yield {
      row: segment.headerRow,
      height: 5 + lines * LINE_POINTS,
      cells: table.columns.map((column, index) =>
        styled(column.header, headerStyle(column), index === 0 ? 0 : 1),
      ),
    };
  }
  if (cells.length === 0) {
    yield { row: segment.firstRow, cells: [textCell("none", "text")] };
    return;
  }
  for (let offset = 0; offset < segment.rows; offset += 1) {
    const index = segment.from + offset;
    yield bodyRow(placed, index, segment.firstRow + offset, widths);
  }
}

function bodyRow(
  placed: PlacedTable,
  index: number,
  row: number,
  widths: readonly number[],
): SheetRow {
  const { table } = placed;
  const isPlain = table.isPlain === true;
  const cells = placed.cells[index] ?? [];
  const lines = Math.max(
    1,
    ...table.columns.map(({ format }, at) =>
      format === "prose" || (isPlain && at > 0) ? textLines(cells[at] ?? null, widths[at]) : 1,
    ),
  );
  const styledCells = table.columns.map((column, at) => {
    const cell = cells[at] ?? null;
    const style = isPlain ? plainStyle(cell, at) : column.format;
    const variant = variantOf(placed, column, index, at);
    const shown =
      cell === null || cell === "" ? blank(isPlain, column) : styled(cell, style, variant);
    return shown !== null && lines > 1 ? { ...shown, isTall: true } : shown;
  });
  return { row, height: Math.min(409, 4 + lines * LINE_POINTS), cells: styledCells };
}

/** Decimals of amounts, the distance of text, else nothing. */
function variantOf(placed: PlacedTable, column: TableColumn, row: number, at: number): number {
  if (column.format === "amount" || column.format === "difference") {
    return placed.digitsOf(column.key, row);
  }
  const isText = column.format === "text" || column.format === "prose";
  return isText && at > 0 && placed.table.isPlain !== true ? 1 : 0;
}

function headerStyle({ format }: TableColumn): StyleName {
  if (format === "check") {
    return "headerCentre";
  }
  return format === "text" || format === "prose" ? "header" : "headerRight";
}

function plainStyle(cell: Cell, column: number): StyleName {
  const isStatement = cell !== null && typeof cellValue(cell) === "boolean";
  return column === 0 ? "label" : isStatement ? "verdict" : "value";
}

/** An empty cell keeps the row's line. */
function blank(isPlain: boolean, { format }: TableColumn): StyledCell | null {
  return isPlain ? null : { cell: { kind: "value", value: null }, style: format, digits: 0 };
}

function totalRow(placed: PlacedTable, row: number): SheetRow {
  return {
    row,
    height: 4 + LINE_POINTS,
    cells: placed.table.columns.map((column, index) => {
      if (column.hasTotal !== true) {
        const isFirst = index === 0;
        return isFirst
          ? textCell("Total", "totalText")
          : { cell: { kind: "value", value: null }, style: "totalText", digits: 0 };
      }
      const { text, value } = placed.totalFormula(column.key);
      return styled({ formula: text, value }, "total", placed.totalDigits(column.key));
    }),
  };
}

function headerLines(header: string, width: number): number {
  let lines = 1;
  let used = 0;
  for (const word of header.split(" ")) {
    if (used > 0 && used + 1 + word.length > width - 2) {
      lines += 1;
      used = 0;
    }
    used += word.length + 1;
  }
  return lines;
}

function textLines(cell: Cell, width = WIDTH_MIN): number {
  if (typeof cell !== "string") {
    return 1;
  }
  return cell
    .split("\n")
    .reduce((lines, line) => lines + Math.max(1, Math.ceil((line.length * 1.02) / width)), 0);
}

function alarmRanges(sheet: FilledSheet, part: number): string[] {
  return sheet.alarms.flatMap(({ table: name, key }) => {
    const placed = sheet.tables.find(({ table }) => table.name === name);
    return placed === undefined ? [] : localRanges(placed, key, part);
  });
}

function checkRanges(sheet: FilledSheet, part: number): string[] {
  const columns = sheet.tables.flatMap((placed) => [
    ...placed.table.columns
      .filter(({ format }) => format === "check")
      .flatMap(({ key }) => localRanges(placed, key, part)),
    ...(placed.table.isPlain === true ? localRanges(placed, "value", part) : []),
  ]);
  return [...columns, ...(sheet.checks?.ranges(part) ?? [])];
}

function localRanges(placed: PlacedTable, key: string, part: number): string[] {
  const letter = columnLetter(placed.columnIndex(key));
  return placed.place.segments
    .filter((segment) => segment.part === part)
    .map(({ firstRow, rows }) => `${letter}${firstRow}:${letter}${firstRow + rows - 1}`);
}

/** To the right of the first table. */
function pictureAnchor(sheet: FilledSheet): { column: number; row: number } {
  const [first] = sheet.tables;
  const column = (first?.table.columns.length ?? 1) + 1;
  return { column, row: (first?.place.segments[0]?.firstRow ?? 2) - 2 };
}
