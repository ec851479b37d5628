import { ABSENT, cellOf, copied, derived } from "../../bills/bill-fields.ts";
import type { BillHeader } from "../../bills/bill-header.ts";
import type { BillField } from "../../bills/define-bill.ts";
import { type Literal, literalText, readLiteral } from "../../bills/literal-cell.ts";
import { Remembered } from "../../cells/remembered.ts";

const NOTHING: Literal = { kind: "nothing" };

/** A column with a dot in its name, or a part of a column that holds an object. */
export class GcpPart {
  readonly index: number;
  private readonly key: string | null;
  private readonly literals = new Remembered((text): Literal => readLiteral(text) ?? NOTHING);

  constructor(header: BillHeader, room: string, key: string) {
    const flat = header.find(`${room}.${key}`);
    this.index = flat === ABSENT ? header.find(room) : flat;
    this.key = flat === ABSENT ? key : null;
  }

  of(cells: readonly string[]): string {
    const text = cellOf(cells, this.index);
    if (this.key === null || text === "") {
      return text;
    }
    const value = this.literals.of(text);
    return value.kind === "map" ? literalText(value.entries.get(this.key)) : "";
  }

  value(cells: readonly string[]): Literal | null {
    const value = this.literals.of(cellOf(cells, this.index));
    return this.key === null
      ? value
      : value.kind === "map"
        ? (value.entries.get(this.key) ?? null)
        : null;
  }

  field(column: string, how = "copied"): BillField[] {
    return this.key === null
      ? copied(column, this.index, how)
      : derived(column, [this.index], how, (cells) => this.of(cells));
  }
}
