import type { CheckPlan, PlacedTable } from "../../book.ts";
import { constant, rounded, sum, unitsOf } from "../../formula.ts";

/** A column's sum against what the engine stored, so that an edited amount cannot hide. */
export function storedTotal(table: PlacedTable, key: string, what: string): CheckPlan {
  const total = rounded(sum(table.column(key)), 4);
  return {
    check: `${what} as the engine stored them, added over every unit`,
    left: total,
    right: constant(unitsOf(total)),
    digits: 4,
  };
}
