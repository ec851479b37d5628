import type { ColumnRef } from "../../../../shared/domain/mapping.ts";
import { comparableName, type Header, headerAt } from "../finance/finance-header.ts";
import type { OpeningTable } from "./define.ts";

const SEARCHED_ROWS = 60;

/** A header that bears a layout's signature, with the rows around it. */
export class OpenedHeader {
  readonly header: Header;
  private readonly table: OpeningTable;
  private readonly names: readonly string[];

  constructor(table: OpeningTable, header: Header) {
    this.table = table;
    this.header = header;
    this.names = header.names.map(comparableName);
  }

  /** The first row that has a name of every group; null where none has. */
  static find(table: OpeningTable, signature: readonly string[]): OpenedHeader | null {
    const rows = table.opening.slice(0, SEARCHED_ROWS);
    for (let index = 0; index < rows.length; index += 1) {
      const header = headerAt(rows, index, 1);
      const found = header === null ? null : new OpenedHeader(table, header);
      if (found !== null && signature.every((group) => found.has(group))) {
        return found;
      }
    }
    return null;
  }

  has(names: string): boolean {
    return names.split("|").some((name) => this.names.includes(name));
  }

  /** The header's own text of the first of the names that it has exactly once. */
  name(names: string): string | null {
    for (const name of names.split("|")) {
      const index = this.names.indexOf(name);
      if (index !== -1 && index === this.names.lastIndexOf(name)) {
        return this.header.names[index] ?? null;
      }
    }
    return null;
  }

  /** 1-based position of the first of the names. */
  position(names: string): number | null {
    const [index] = names.split("|").flatMap((name) => {
      const at = this.names.indexOf(name);
      return at === -1 ? [] : [at];
    });
    return index === undefined ? null : index + 1;
  }

  /** Whether bars draw the table, as in lists that were saved unconverted. */
  get isBarred(): boolean {
    return this.table.delimiter === "|";
  }

  /** Whether the header's names stand between quotation marks. */
  get isQuoted(): boolean {
    const row = this.table.opening.find(({ line }) => line === this.header.line);
    return row?.raw.trimStart().startsWith('"') ?? false;
  }

  /** The rows above the header. */
  get preamble(): readonly (readonly string[])[] {
    return this.table.opening
      .filter(({ line }) => line < this.header.line)
      .map(({ cells }) => cells);
  }

  /** The opening records below the header. */
  get records(): readonly (readonly string[])[] {
    return this.table.opening
      .filter(({ line }) => line > this.header.lastLine)
      .map(({ cells }) => cells);
  }

  /** Filled cells of a column in the opening records. */
  cells(column: ColumnRef | null): string[] {
    const index = column === null ? -1 : this.indexOf(column);
    return this.records.map((cells) => (cells[index] ?? "").trim()).filter((cell) => cell !== "");
  }

  private indexOf(column: ColumnRef): number {
    if (typeof column === "object" && "position" in column) {
      return column.position - 1;
    }
    const name = comparableName(typeof column === "string" ? column : column.column);
    return this.names.indexOf(name);
  }
}
