import { percentOf } from "../ui/format-amount.ts";
import type { PivotShow } from "./pivot-config.ts";

/** The totals a cell stands in. */
export interface CellTotals {
  readonly row: string | null;
  readonly column: string | null;
  readonly grand: string | null;
}

/** What a cell is a share of. */
export function shareOf(show: Exclude<PivotShow, "amount">, totals: CellTotals): string | null {
  return totals[show];
}

export const SHOWN_AS: Readonly<Record<PivotShow, string>> = {
  amount: "amount",
  column: "% of column total",
  row: "% of row total",
  grand: "% of grand total",
};

/** A cell as a spreadsheet takes it: the exact amount, or the percentage that is shown. */
export function copiedCell(show: PivotShow, amount: string, totals: CellTotals): string {
  if (show === "amount") {
    return amount;
  }
  const whole = shareOf(show, totals);
  const percent = whole === null ? null : percentOf(amount, whole);
  return percent === null ? "" : `${percent.replace("−", "-")}%`;
}
