import type { ImportPreview } from "../../../../shared/contract/jobs.ts";
import type { ControlTotal } from "../../../../shared/contract/workspace.ts";
import { addAmounts, canonicalAmount, compareAmounts } from "../../../../shared/domain/amount.ts";
import { formatCount, plural } from "../../../ui/format-amount.ts";

/** The measures of a file in the order they matter; the first it has is shown. */
const MEASURES = ["billed_cost", "effective_cost", "amount", "quantity"];

export interface Matrix {
  readonly measure: string;
  readonly currencies: readonly string[];
  readonly rows: readonly {
    readonly period: string;
    readonly records: number;
    readonly amounts: readonly (string | null)[];
  }[];
  readonly totals: readonly string[];
}

/** What a file comes to, by period and currency; null where its figures add up to nothing. */
export function totalsMatrix({ totals, dataset }: ImportPreview): Matrix | null {
  const known = new Set(totals.map(({ measure }) => measure));
  const measure = MEASURES.find((name) => known.has(name)) ?? totals[0]?.measure;
  if (measure === undefined || dataset === "fx") {
    return null;
  }
  const own = totals.filter((total) => total.measure === measure);
  const currencies = [...new Set(own.map(({ currency }) => currency))].sort();
  const periods = [...new Set(own.map(({ period }) => period ?? ""))].sort();
  return {
    measure,
    currencies,
    rows: periods.map((period) => {
      const cells = own.filter((total) => (total.period ?? "") === period);
      return {
        period: period === "" ? "no period" : period,
        records: cells.reduce((sum, { records }) => sum + records, 0),
        amounts: currencies.map(
          (currency) => cells.find((cell) => cell.currency === currency)?.amount ?? null,
        ),
      };
    }),
    totals: currencies.map((currency) =>
      addAmounts(own.filter((cell) => cell.currency === currency).map(({ amount }) => amount)),
    ),
  };
}

/** "1,204 read = 1,200 loaded + 2 rejected + 1 blank + 1 skipped" */
export function recordsEquation({ records }: ImportPreview): string {
  const { physical, loaded, rejected, blank, skipped } = records;
  const parts = [
    `${formatCount(loaded)} loaded`,
    `${formatCount(rejected)} rejected`,
    `${formatCount(blank)} blank`,
    `${formatCount(skipped)} skipped`,
  ];
  return `${plural(physical, "row")} read = ${parts.join(" + ")}`;
}

/** What the rows of a table of totals count: one row of a file may bring several charges. */
export function countedName({ dataset }: ImportPreview): string {
  return dataset === "charge" ? "Charges" : dataset === "ledger" ? "Lines" : "Rows";
}

/** An amount as people type it, exactly; null where it is none. */
export function typedAmount(text: string): string | null {
  const plain = text
    .trim()
    .replaceAll(/[\s'’]/g, "")
    .replace("−", "-");
  const isComma = /,\d{1,2}$/.test(plain) && !/\.\d{1,2}$/.test(plain);
  const point = isComma ? plain.replaceAll(".", "").replace(",", ".") : plain.replaceAll(",", "");
  return /^-?\d+(\.\d+)?$/.test(point) ? canonicalAmount(point) : null;
}

export function expectedKey(measure: string, currency: string): string {
  return `${measure}|${currency}`;
}

/** What was typed and can be read, as the import takes it. */
export function expectedTotals(expected: Readonly<Record<string, string>>): ControlTotal[] {
  return Object.entries(expected).flatMap(([key, text]) => {
    const [measure = "", currency = ""] = key.split("|");
    const amount = typedAmount(text);
    return amount === null ? [] : [{ measure, currency, amount }];
  });
}

export function ties(amount: string, expected: string): boolean {
  return compareAmounts(amount, expected) === 0;
}
