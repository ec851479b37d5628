import { LostFraction } from "../cells/lost-fraction.ts";
import type { CellPlan, ReadCell } from "./canonical-cells.ts";
import type { DecimalShape } from "./charge-shapes.ts";

/** What was read of one column: how its numbers are written and what they come to. */
export class ReadColumn {
  /** The charge column; none of texts. */
  readonly name: string;
  private whole = 1;
  private decimals = 0;
  /** Σ in units of 10^-12; null where the column has no number. */
  sum: bigint | null = null;
  lost: LostFraction | null = null;
  /** Cells that could not be read and were left empty. */
  unread = 0;

  constructor(cell: CellPlan | null) {
    this.name = cell?.name ?? "";
  }

  get shape(): DecimalShape {
    return { whole: this.whole, decimals: this.decimals };
  }

  /** A cell of a record that is known to be good. */
  count({ units, whole = 1, decimals = 0, lost }: ReadCell): void {
    if (units === undefined) {
      return;
    }
    if (units === null) {
      this.unread += 1;
      return;
    }
    this.whole = Math.max(this.whole, whole);
    this.decimals = Math.max(this.decimals, decimals);
    this.sum = (this.sum ?? 0n) + units;
    if (lost !== undefined && lost.digits !== 0n) {
      this.lost ??= new LostFraction();
      this.lost.add(lost.digits, lost.scale);
    }
  }
}
