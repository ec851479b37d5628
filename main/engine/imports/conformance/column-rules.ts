import { type FocusColumn, snakeName } from "./focus-columns.ts";
import { type ConformanceRule, rule } from "./rule.ts";

/** Columns without which no charge is loaded; the import has refused such records already. */
const REFUSED: ReadonlySet<string> = new Set(["BilledCost", "BillingCurrency"]);

/** What the specification says of each column alone: whether it may be empty, and its values. */
export function columnRules(columns: readonly FocusColumn[]): ConformanceRule[] {
  return columns.flatMap(({ id, mayBeEmpty, values }) => {
    const name = snakeName(id);
    const empty = rule({
      code: "focus-value-missing",
      column: id,
      needs: [name],
      breaks: `${name} is null`,
      found: `rows without ${id}`,
      expected: `${id} on every row`,
    });
    const allowed = rule({
      code: "focus-value-unknown",
      column: id,
      needs: [name],
      breaks: `${name} not in (${values.map((value) => `'${value}'`).join(", ")})`,
      found: `rows whose ${id} is no value of the specification`,
      expected: values.length > 8 ? `one of its ${values.length} values` : values.join(", "),
    });
    return [
      ...(mayBeEmpty || REFUSED.has(id) ? [] : [empty]),
      ...(values.length === 0 ? [] : [allowed]),
    ];
  });
}
