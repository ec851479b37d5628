import { columnPlace, type FileRow, type RowSource } from "../readers/file-row.ts";
import type { RowProblem } from "./finance-classify.ts";
import type { StoredRow } from "./finance-format.ts";
import type { Column } from "./finance-layout.ts";

/** One record being read: its cells, what was read so far and what went wrong. */
export class FinanceRow implements StoredRow {
  readonly row: FileRow;
  readonly cells: readonly string[];
  private readonly sourceKind: RowSource["kind"];
  private readonly texts = new Map<string, string | null>();
  private readonly amounts = new Map<string, bigint>();
  /** What rounding to twelve decimals lost, cell by cell. */
  readonly lost: { column: string; digits: bigint; scale: number }[] = [];
  /** Codes of which a spreadsheet kept only the first digits. */
  readonly damaged: { column: string; text: string }[] = [];
  hasBothSides = false;
  private readonly found: RowProblem[] = [];

  constructor(row: FileRow, cells: readonly string[], sourceKind: RowSource["kind"]) {
    this.row = row;
    this.cells = cells;
    this.sourceKind = sourceKind;
  }

  /** The first thing that went wrong. */
  get problem(): RowProblem | null {
    return this.found[0] ?? null;
  }

  /** What else did, in other columns. */
  get others(): readonly RowProblem[] {
    return this.found.slice(1);
  }

  /** Whether something went wrong in one of these columns, or at all where there are none. */
  hasProblemIn(columns: readonly Column[]): boolean {
    return columns.length === 0
      ? this.found.length > 0
      : this.found.some(({ column }) => columns.some(({ name }) => name === column));
  }

  text(name: string): string | null {
    return this.texts.get(name) ?? null;
  }

  units(name: string): bigint | null {
    return this.amounts.get(name) ?? null;
  }

  setText(name: string, value: string | null): void {
    this.texts.set(name, value);
  }

  setUnits(name: string, units: bigint): void {
    this.amounts.set(name, units);
  }

  /** A copy that posts to another account with the opposite sign. */
  contra(account: string): FinanceRow {
    const copy = new FinanceRow(this.row, this.cells, this.sourceKind);
    for (const [name, value] of this.texts) {
      copy.texts.set(name, value);
    }
    for (const [name, units] of this.amounts) {
      copy.amounts.set(name, -units);
    }
    copy.texts.set("ledger_account", account);
    copy.texts.set("account_name", null);
    copy.amounts.set("debit", this.amounts.get("credit") ?? 0n);
    copy.amounts.set("credit", this.amounts.get("debit") ?? 0n);
    return copy;
  }

  /** A copy that is the quantity of one driver of several. */
  quantityOf(driver: string, unit: string | null, units: bigint): FinanceRow {
    const copy = new FinanceRow(this.row, this.cells, this.sourceKind);
    for (const [name, value] of this.texts) {
      copy.texts.set(name, value);
    }
    copy.texts.set("driver", driver);
    copy.texts.set("unit", unit ?? this.text("unit"));
    copy.amounts.set("quantity", units);
    return copy;
  }

  /** The trimmed text of a column, or the part of it that the mapping takes. */
  cell(column: Column): string {
    const text = (this.cells[column.index] ?? "").trim();
    const kind = this.row.kinds?.[column.index];
    if (kind === "error") {
      this.refuse("cell-error", column, `${this.place(column)} holds the error ${text}`, MEND_CELL);
    } else if (kind === "no-value") {
      const reason = `${this.place(column)} holds a formula whose result is not stored`;
      this.refuse("formula-without-value", column, reason, RECALCULATE);
    }
    return column.pattern === null ? text : (column.pattern.find(text) ?? "").trim();
  }

  /** Keeps the first problem of a column; later ones often follow from it. */
  refuse(code: string, column: Column | null, reason: string, remedy: string): void {
    const name = column?.name ?? null;
    const isKnown = this.found.some((one) =>
      name === null ? one.code === code : one.column === name,
    );
    if (!isKnown) {
      this.found.push({ code, column: name, reason, remedy });
    }
  }

  /** `"Amount" (F12)` in a sheet, `"Amount"` in a text. */
  place(column: Column): string {
    const letters = columnPlace({ kind: this.sourceKind }, column.index).replace("column ", "");
    return this.sourceKind === "sheet"
      ? `"${column.name}" (${letters}${this.row.line})`
      : `"${column.name}"`;
  }
}

const MEND_CELL = "Correct the formula in the workbook, save it and import it again.";
const RECALCULATE =
  "Open the workbook in Excel, save it (which stores every result) and import it.";
