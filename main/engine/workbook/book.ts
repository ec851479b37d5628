import { type Cell, cellValue, type FormulaValue } from "./cell.ts";
import { type ColumnRange, type Operand, rounded, sum } from "./formula.ts";
import type { SheetLayout, TablePlace } from "./sheet-layout.ts";
import { type At, columnLetter, type Segment, type Table } from "./table.ts";

export interface DefinedName {
  readonly name: string;
  readonly refersTo: string;
}

/** The name of a sheet's part: "Ledger", "Ledger (2)". */
export function partName(sheet: string, part: number): string {
  return part === 0 ? sheet : `${sheet} (${part + 1})`;
}

/** A cell or range as a formula on any sheet names it. */
export function absolute(
  sheet: string,
  part: number,
  column: number,
  row: number,
  lastRow = row,
): string {
  const letter = columnLetter(column);
  const first = `'${partName(sheet, part)}'!$${letter}$${row}`;
  return lastRow === row ? first : `${first}:$${letter}$${lastRow}`;
}

/** A table with its place in the workbook and, once filled, its cells. */
export class PlacedTable {
  readonly sheet: string;
  readonly table: Table;
  readonly place: TablePlace;
  private rows: Cell[][] = [];
  private readonly ranges = new Map<string, ColumnRange>();

  constructor(sheet: string, table: Table, place: TablePlace) {
    this.sheet = sheet;
    this.table = table;
    this.place = place;
  }

  get cells(): readonly (readonly Cell[])[] {
    return this.rows;
  }

  /** Puts in the given cells; every table's stand before any formula is built. */
  fillGiven(): void {
    this.rows = this.table.rows.map((row) =>
      row.map((cell) => (typeof cell === "function" ? null : cell)),
    );
  }

  /** Builds the other cells, left to right. */
  fillBuilt(): void {
    for (const [index, row] of this.table.rows.entries()) {
      const cells = this.rows[index] ?? [];
      const at = this.cellsOfRow(index, cells);
      for (const [column, cell] of row.entries()) {
        if (typeof cell === "function") {
          cells[column] = cell(at);
        }
      }
    }
    this.ranges.clear();
  }

  private cellsOfRow(index: number, cells: readonly Cell[]): At {
    const { row } = this.placeOf(index);
    return (key) => {
      const column = this.columnIndex(key);
      const value = cellValue(cells[column] ?? null);
      return { text: `$${columnLetter(column)}${row}`, value: asOperandValue(value) };
    };
  }

  /** The cells of a named column, for formulas. */
  column(key: string): ColumnRange {
    let range = this.ranges.get(key);
    if (range === undefined) {
      const index = this.columnIndex(key);
      const values = this.rows.map((row) => operandValue(row[index] ?? null));
      range = { names: this.place.segments.map((_, part) => this.rangeName(key, part)), values };
      this.ranges.set(key, range);
    }
    return range;
  }

  /** The sum under a column, by its defined name. */
  total(key: string): Operand {
    return { text: `${this.table.name}_${key}_total`, value: this.totalFormula(key).value };
  }

  totalFormula(key: string): Operand {
    return rounded(sum(this.column(key)), this.totalDigits(key));
  }

  definedNames(): DefinedName[] {
    const names: DefinedName[] = [];
    for (const [index, column] of this.table.columns.entries()) {
      if (column.isNamed === true || column.hasTotal === true) {
        for (const [place, segment] of this.place.segments.entries()) {
          names.push({
            name: this.rangeName(column.key, place),
            refersTo: this.segmentRange(index, segment),
          });
        }
      }
      if (column.hasTotal === true && this.place.total !== null) {
        const { part, row } = this.place.total;
        names.push({
          name: `${this.table.name}_${column.key}_total`,
          refersTo: absolute(this.sheet, part, index, row),
        });
      }
    }
    return names;
  }

  placeOf(index: number): { part: number; row: number } {
    const segment = this.place.segments.findLast(({ from }) => from <= index);
    if (segment === undefined) {
      throw new RangeError(`row ${index} of ${this.table.name} has no place`);
    }
    return { part: segment.part, row: segment.firstRow + index - segment.from };
  }

  columnIndex(key: string): number {
    const index = this.table.columns.findIndex((column) => column.key === key);
    if (index < 0) {
      throw new RangeError(`${this.table.name} has no column ${key}`);
    }
    return index;
  }

  /** Decimals of a row's amounts in one column. */
  digitsOf(key: string, row: number): number {
    const { fixedDigits, digits } = this.table;
    return fixedDigits?.[key] ?? digits?.(row) ?? this.defaultDigits;
  }

  totalDigits(key: string): number {
    return this.table.fixedDigits?.[key] ?? this.defaultDigits;
  }

  /** Decimals of the workbook's currency; set when the book is laid out. */
  defaultDigits = 2;

  private rangeName(key: string, place: number): string {
    const suffix = place === 0 ? "" : `_${place + 1}`;
    return `${this.table.name}_${key}${suffix}`;
  }

  private segmentRange(index: number, segment: Segment): string {
    const last = segment.firstRow + segment.rows - 1;
    return absolute(this.sheet, segment.part, index, segment.firstRow, last);
  }
}

function operandValue(cell: Cell): FormulaValue | null {
  const value = cellValue(cell);
  return typeof value === "number" ? BigInt(value) * ONE : value;
}

const ONE = 10n ** 12n;

function asOperandValue(value: FormulaValue | number | null): FormulaValue {
  return typeof value === "number" ? BigInt(value) * ONE : (value ?? 0n);
}

/** One proof on a sheet: two sides that must be equal, or one statement that must be true. */
export type CheckPlan =
  | {
      readonly check: string;
      readonly left: Operand;
      readonly right: Operand;
      readonly digits: number;
    }
  | { readonly check: string; readonly holds: Operand; readonly detail: string };

export interface PlacedCheck {
  readonly sheet: string;
  readonly check: string;
  readonly ok: boolean;
  readonly detail: string;
  /** The cell that says TRUE, as other sheets name it. */
  readonly cell: string;
}

/** Every table of the workbook by name, for the formulas of one sheet that read another. */
export class Book {
  private readonly tables = new Map<string, PlacedTable>();
  readonly checks: PlacedCheck[] = [];
  /** How many checks the sheets read so far will make. */
  checksPlanned = 0;
  /** Known once every other cell is. */
  contentDigest = "";
  /** Sheets that go on in another part, with the number of parts. */
  readonly splits: { sheet: string; parts: number }[] = [];

  place(
    sheet: string,
    tables: readonly Table[],
    layout: SheetLayout,
    digits: number,
  ): PlacedTable[] {
    if (layout.lastRows.length > 1) {
      this.splits.push({ sheet, parts: layout.lastRows.length });
    }
    return tables.map((table, index) => {
      const place = layout.tables[index] ?? { segments: [], total: null };
      const placed = new PlacedTable(sheet, table, place);
      placed.defaultDigits = digits;
      this.tables.set(table.name, placed);
      return placed;
    });
  }

  table(name: string): PlacedTable {
    const table = this.tables.get(name);
    if (table === undefined) {
      throw new RangeError(`the workbook has no table ${name}`);
    }
    return table;
  }

  get allTables(): readonly PlacedTable[] {
    return [...this.tables.values()];
  }

  get definedNames(): DefinedName[] {
    return [...this.tables.values()].flatMap((table) => table.definedNames());
  }
}
