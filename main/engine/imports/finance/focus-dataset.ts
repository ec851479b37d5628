import {
  type FocusColumn,
  type FocusDataset,
  focusColumns,
  snakeName,
} from "../conformance/focus-columns.ts";
import type { Coverage, FinanceField, FinanceFormat } from "./finance-format.ts";
import { type FinanceRelation, relationStatements, type StoredKind } from "./finance-relation.ts";

/** A FOCUS dataset beside cost and usage: what it is, besides the specification's own columns. */
export interface FocusDatasetFormat
  extends Pick<FinanceFormat, "id" | "dataset" | "title" | "says" | "totals">,
    Pick<FinanceRelation, "table" | "counts" | "month"> {
  readonly of: FocusDataset;
  /** Columns without which a row says nothing; every other one may be empty. */
  readonly needed: readonly string[];
  /** Columns that only this dataset has. */
  readonly marks: readonly string[];
  readonly coveredBy: readonly string[];
  readonly lineIs: readonly string[];
  readonly words: Pick<Coverage, "same" | "expected">;
}

/**
 * Makes a format of a dataset's columns as the specification lists them, in every version.
 * Source: FOCUS 1.3 and 1.4
 */
export function focusDataset(given: FocusDatasetFormat): FinanceFormat {
  const columns = focusColumns.filter(({ dataset }) => dataset === given.of);
  const fields = columns.map((column) => fieldOf(column, given.needed));
  const { covered, shared, lines, ...statements } = relationStatements({
    table: given.table,
    columns: Object.fromEntries(fields.map(({ name, kind }) => [name, STORED[kind] ?? "text"])),
    coveredBy: given.coveredBy.map(snakeName),
    lineIs: given.lineIs.map(snakeName),
    counts: given.counts,
    month: given.month,
  });
  return {
    id: given.id,
    dataset: given.dataset,
    title: given.title,
    says: given.says,
    fields,
    needs: [],
    exactHeader: null,
    marks: given.marks.map((mark) => mark.toLowerCase()),
    ...statements,
    totals: given.totals,
    coverage: { covered, shared, lines, ...given.words },
    conforms: { dataset: given.of, table: given.table },
  };
}

const STORED: Readonly<Record<string, StoredKind>> = { amount: "amount", moment: "moment" };
/** The currency of a price may be a provider's own credits, which are no currency. */
const CURRENCIES: ReadonlySet<string> = new Set(["BillingCurrency", "PaymentCurrency"]);

function fieldOf({ id, type }: FocusColumn, needed: readonly string[]): FinanceField {
  const ofType = {
    String: "text",
    JSON: "text",
    Decimal: "amount",
    "Date/Time": "moment",
  } as const;
  const name = snakeName(id);
  return {
    name,
    kind: CURRENCIES.has(id) ? "currency" : ofType[type],
    isRequired: needed.includes(id),
    headers: [id.toLowerCase(), name.replaceAll("_", " "), name].join("|"),
  };
}
