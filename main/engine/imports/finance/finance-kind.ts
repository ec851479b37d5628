import type { Coverage, FinanceField, FinanceFormat } from "./finance-format.ts";
import { type FinanceRelation, relationStatements, type StoredKind } from "./finance-relation.ts";

/** A kind of finance file whose fields are its table's columns. */
export interface FinanceKind
  extends Pick<FinanceFormat, "id" | "dataset" | "title" | "says" | "fields" | "totals" | "whole">,
    Pick<FinanceRelation, "table" | "coveredBy" | "lineIs" | "counts"> {
  readonly needs?: FinanceFormat["needs"];
  /** Columns that the import fills beside the fields. */
  readonly beside?: Readonly<Record<string, StoredKind>>;
  readonly words: Pick<Coverage, "same" | "expected">;
}

const STORED: Readonly<Record<FinanceField["kind"], StoredKind | null>> = {
  text: "text",
  currency: "text",
  period: "text",
  "rate-type": "text",
  amount: "amount",
  date: "date",
  moment: "moment",
  flag: null,
  year: null,
};

/** Makes a format of its fields and of the table that they are stored in. */
export function financeKind(kind: FinanceKind): FinanceFormat {
  const { table, coveredBy, lineIs, counts, words, beside = {}, needs = [], ...format } = kind;
  const columns: Record<string, StoredKind> = { ...beside };
  for (const { name, kind: read } of format.fields) {
    const stored = STORED[read];
    if (stored !== null) {
      columns[name] = stored;
    }
    if (read === "period") {
      columns["special_period"] = "number";
    }
  }
  if (columns["special_period"] !== undefined) {
    columns["posting_period"] = "text";
  }
  const month = monthOf(columns);
  const statements = relationStatements({ table, columns, coveredBy, lineIs, counts, month });
  const { covered, shared, lines, ...stored } = statements;
  return {
    ...format,
    ...stored,
    needs,
    exactHeader: null,
    coverage: { covered, shared, lines, ...words },
  };
}

/** A line's own period, else the first date that its kind names. */
function monthOf(columns: Readonly<Record<string, StoredKind>>): string | null {
  const date = Object.entries(columns).find(([, stored]) => stored === "date");
  return columns["period"] === undefined ? (date?.[0] ?? null) : "period";
}
