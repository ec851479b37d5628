import type { Dataset } from "../../../../shared/domain/mapping.ts";
import type { FocusDataset } from "../conformance/focus-columns.ts";
import type { WholeCheck } from "./whole-file.ts";

export type FinanceFieldKind =
  | "text"
  | "amount"
  | "date"
  | "period"
  | "currency"
  /** A point in time, with its time of day. */
  | "moment"
  /** Whether a line is posted. */
  | "flag"
  /** A fiscal year, read together with a period. */
  | "year"
  | "rate-type";

/** A field of a finance file and the names it goes by where nobody mapped it. */
export interface FinanceField {
  readonly name: string;
  readonly kind: FinanceFieldKind;
  readonly isRequired: boolean;
  /** Header names, normalised, separated by vertical bars. */
  readonly headers: string;
  /** Those that leave no doubt where a header has another of them as well. */
  readonly decisive?: readonly string[];
}

/** One control total a loaded row counts towards. */
export interface MeasuredAmount {
  readonly measure: string;
  readonly currency: string;
  readonly period: string | null;
  readonly units: bigint;
}

/** The stored values of one row by name, amounts as units. */
export interface StoredRow {
  text(name: string): string | null;
  units(name: string): bigint | null;
}

/** What a file covers, and how it is compared with another one of its kind. */
export interface Coverage {
  /** Rows `covered`: what file `$source_file_id` covers, as one text each. */
  readonly covered: string;
  /** Per currency: lines of file `$source_file_id` that `$other_file_id` holds as well. */
  readonly shared: string;
  /**
   * Lines of files `$source_file_id` and `$other_file_id`: `is_after` (of the former), `period`,
   * `currency`, `amount`, `said` (what makes it the same line) and `line` (what a person reads).
   */
  readonly lines: string;
  /** Lines both hold, in words. */
  readonly same: string;
  readonly expected: string;
  /** What else may be done about them than withdrawing or replacing a file. */
  readonly otherwise?: string;
}

/** A kind of finance file: its fields, where it goes and what is totalled. */
export interface FinanceFormat {
  readonly id: string;
  readonly dataset: Exclude<Dataset, "charge">;
  /** As a person calls it, after "a". */
  readonly title: string;
  /** One line of documentation: what a row is, its sign and its period. */
  readonly says: string;
  readonly fields: readonly FinanceField[];
  /** Fields of which at least one must be mapped, per group. */
  readonly needs: readonly (readonly string[])[];
  /** The header that is recognised without a doubt; null where there is none. */
  readonly exactHeader: readonly string[] | null;
  /** Columns that together only this kind has, as they are compared; the header is then exact. */
  readonly marks?: readonly string[];
  /** Columns of the staged file, in the order of the insert. */
  readonly stored: readonly string[];
  /** Reads `$path` into the relation, as file `$source_file_id`. */
  readonly insert: string;
  /** The relation's rows of file `$source_file_id`: `records`, then the sum of each amount. */
  readonly sums: string;
  readonly totals: (row: StoredRow) => readonly MeasuredAmount[];
  readonly coverage: Coverage;
  /** What rows must be beside each other; they are held until the file was read. */
  readonly whole?: WholeCheck;
  /** The FOCUS dataset whose rules its rows are held against. */
  readonly conforms?: { readonly dataset: FocusDataset; readonly table: string };
}

/**
 * A field in short: `name kind! headers`, with the mark where it is required. Names before a
 * double bar are decisive.
 */
export function field(
  name: string,
  kind: FinanceFieldKind | `${FinanceFieldKind}!`,
  headers: string,
): FinanceField {
  const isRequired = kind.endsWith("!");
  const [first = "", others] = headers.split("||");
  return {
    name,
    kind: kind.replace("!", "") as FinanceFieldKind,
    isRequired,
    headers: headers.replace("||", "|"),
    decisive: others === undefined ? [] : first.split("|"),
  };
}

/** The part every amount plays in a total of its own name. */
export function measured(
  measure: string,
  units: bigint | null,
  currency: string | null,
  period: string | null = null,
): MeasuredAmount {
  return { measure, currency: currency ?? "", period, units: units ?? 0n };
}
