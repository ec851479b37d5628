import type { PivotResult } from "../../../shared/contract/charges.ts";
import { UNALLOCATED } from "../../../shared/domain/allocation-rule.ts";
import { addAmounts, compareAmounts } from "../../../shared/domain/amount.ts";

export interface FilteredSums {
  readonly total: string;
  /** Null where the columns do not tell who has what. */
  readonly unallocated: string | null;
}

/** What of the period passes the filters of a pivot, and what of that has no owner. */
export function filteredSums(pivot: PivotResult, columns: readonly string[]): FilteredSums {
  const { grand, columns: sums } = pivot.totals;
  const open = pivot.columns.flatMap(({ path }, index) =>
    path[0] === UNALLOCATED ? [sums[index] ?? "0"] : [],
  );
  return {
    total: Object.values(grand)[0] ?? "0",
    unallocated: columns[0] === "target" ? addAmounts(open) : null,
  };
}

/** The innermost row that holds most of what has no owner; null where everything has one. */
export function largestUnallocated(pivot: PivotResult): string | null {
  const column = pivot.columns.findIndex(({ path }) => path[0] === UNALLOCATED);
  let largest: { readonly label: string; readonly amount: string } | null = null;
  for (const [index, row] of pivot.rows.entries()) {
    const amount = pivot.cells[index]?.[column] ?? null;
    const label = row.path.at(-1) ?? null;
    const isLeaf = !row.isSubtotal && !row.isOthers;
    if (isLeaf && amount !== null && label !== null && isLarger(amount, largest?.amount)) {
      largest = { label, amount };
    }
  }
  return largest?.label ?? null;
}

function isLarger(amount: string, than: string | undefined): boolean {
  return compareAmounts(amount, than ?? "0") > 0;
}
