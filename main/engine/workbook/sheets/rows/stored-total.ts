import type { Book, CheckPlan } from "../../book.ts";
import { constant, rounded, sumIf, textConstant, unitsOf } from "../../formula.ts";

/** What stands in a currency column of amounts without one, as counts of hours are. */
export const NO_CURRENCY = "–";
const DIGITS = 4;

interface StoredColumn {
  readonly table: string;
  readonly key: string;
  /** What the column holds, in words. */
  readonly what: string;
  /** The currency of each row, as its cell of the column `currency` says; amounts never mix. */
  readonly currencies: readonly string[];
}

/** A column's sums against what the engine stored, so that an edited amount cannot hide. */
export function storedTotals(
  book: Book,
  { table, key, what, currencies }: StoredColumn,
): (() => CheckPlan)[] {
  return [...new Set(currencies)].sort().map((currency) => () => {
    const placed = book.table(table);
    const ofCurrency = [placed.column("currency"), textConstant(currency)] as const;
    const total = rounded(sumIf(placed.column(key), ofCurrency), DIGITS);
    const unit = currency === NO_CURRENCY ? "without a currency, as a checksum," : `in ${currency}`;
    return {
      check: `${what} ${unit} as the engine stored them`,
      left: total,
      right: constant(unitsOf(total)),
      digits: DIGITS,
    };
  });
}
