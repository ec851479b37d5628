import type { z } from "zod";
import { fromUnits } from "../../shared/domain/amount.ts";
import type { Mapping } from "../../shared/domain/mapping.ts";
import type { ErrorCode } from "../../shared/errors.ts";
import { addExact, exactDecimal, roundedUnits } from "../support/exact-csv.ts";

/** What must become of a file, known before it is read. */
export type Expected =
  | { readonly loads: number; readonly total: string }
  | { readonly refused: ErrorCode; readonly says?: string };

/** One file of the corpus: how its bytes are made, and what must become of them. */
export interface Recipe {
  readonly name: string;
  readonly file: string;
  readonly bytes: () => Uint8Array | string;
  readonly mapping?: z.input<typeof Mapping>;
  readonly allowRejects?: boolean;
  readonly expected: Expected;
}

export const HEADER = ["Account", "Posting date", "Amount", "Currency", "Text"] as const;

/** A line of a small ledger; `amount` must be plain decimal text to be summed here. */
export interface Line {
  readonly account: string;
  readonly date: string;
  readonly amount: string;
  readonly text: string;
}

/** Three lines that prove a decimal point and a date format. */
export const LINES: readonly Line[] = [
  { account: "0042", date: "2026-10-05", amount: "12.50", text: "Größe" },
  { account: "1E5", date: "2026-10-31", amount: "-0.10", text: "München" },
  { account: "00070", date: "2026-10-17", amount: "1234.567", text: "x" },
];

export const TOTAL = sumOf(LINES.map(({ amount }) => amount));

/** Exact sum of decimal texts, rounded to the stored scale. */
export function sumOf(amounts: readonly string[]): string {
  const sum = amounts.map(exactDecimal).reduce(addExact, { digits: 0n, scale: 0 });
  return fromUnits(roundedUnits(sum));
}

export function cellsOf({ account, date, amount, text }: Line, currency = "EUR"): string[] {
  return [account, date, amount, currency, text];
}

/** The cells of the small ledger, its header first. */
export const TABLE: readonly (readonly string[])[] = [
  [...HEADER],
  ...LINES.map((line) => cellsOf(line)),
];

export interface Style {
  readonly delimiter?: string;
  readonly newline?: string;
  /** Every cell in quotation marks, or only those that need them. */
  readonly quotes?: "all" | "needed";
  readonly hasLastBreak?: boolean;
}

/** Records as delimited text. */
export function textOf(
  table: readonly (readonly string[])[],
  { delimiter = ",", newline = "\n", quotes = "needed", hasLastBreak = true }: Style = {},
): string {
  const write = (cell: string): string =>
    quotes === "all" || cell.includes(delimiter) || /["\r\n]/.test(cell)
      ? `"${cell.replaceAll('"', '""')}"`
      : cell;
  const lines = table.map((cells) => cells.map(write).join(delimiter));
  return lines.join(newline) + (hasLastBreak ? newline : "");
}

export const LEDGER = textOf(TABLE);

/** A mapping for the small ledger, where a recipe's own cells prove nothing. */
export function mapping(more: Partial<z.input<typeof Mapping>> = {}): z.input<typeof Mapping> {
  return {
    tieout: 1,
    dataset: "ledger",
    decimal: ".",
    dateFormat: "YYYY-MM-DD",
    columns: {
      ledger_account: "Account",
      posting_date: "Posting date",
      amount: "Amount",
      currency: "Currency",
      line_text: "Text",
    },
    ...more,
  };
}

/** The whole small ledger arrived. */
export const WHOLE: Expected = { loads: LINES.length, total: TOTAL };
