import type { DateFormat } from "../../../../shared/domain/mapping.ts";
import type { BillHeader } from "./bill-header.ts";

/**
 * A provider's own billing export, rewritten record by record as charges: a second kind of bill
 * beside those whose columns are charge columns already. Fixtures stand in test/formats/<id>/.
 */
export interface NativeBill {
  readonly id: string;
  /** Every format it may be stored as. */
  readonly formats: readonly string[];
  readonly title: string;
  /** The vendor's own description of the columns. */
  readonly reference: string;
  /** One line of documentation: conventions of sign, period and currency. */
  readonly says: string;
  /** How the vendor writes dates; used only where a file's dates leave it open. */
  readonly dateFormat?: DateFormat;
  /** What the column names show, in any order and case; null where it is some other file. */
  recognise(header: BillHeader): BillRecognition | null;
  bind(header: BillHeader): BoundBill;
  /** Whether other files of the same import add less beside this one, judged by a sample. */
  comesFirst?(
    header: BillHeader,
    rows: readonly (readonly string[])[],
    said: Pick<Surroundings, "file" | "named">,
  ): boolean;
}

export interface BillRecognition {
  /** Format and generation, for example `aws-cur`. */
  readonly format: string;
  readonly confidence: "exact" | "likely" | "guess";
  readonly reasons: readonly string[];
}

/** A charge column that a bill fills. */
export interface BillField {
  /** By its FOCUS name. */
  readonly column: string;
  /** Positions of the source columns it is made of. */
  readonly from: readonly number[];
  readonly how: string;
  /** The source column holds nothing else, so that it need not be kept under its own name. */
  readonly isCopy: boolean;
  /** Text of one record; numbers in it are plain decimals, times ISO. */
  value(cells: readonly string[]): string;
}

/** A law of a bill: what its source amounts come to must stand in one charge column again. */
export interface Conserved {
  /** Position of the source amount, or the amount of one record as decimal text. */
  readonly source: number | ((cells: readonly string[]) => string);
  /** The source column by name. */
  readonly name: string;
  /** By its FOCUS name. */
  readonly column: string;
}

/** What one record becomes; a charge has one cell per field. */
export type Converted =
  | { readonly kind: "charges"; readonly charges: readonly (readonly string[])[] }
  /** Left out as declared: the reason is reported with its records and their amount. */
  | { readonly kind: "skip"; readonly reason: string }
  | {
      readonly kind: "reject";
      readonly column: string;
      readonly code: string;
      readonly reason: string;
    };

/** A column the format knows and the file lacks, and what that means. */
export interface MissingColumn {
  readonly name: string;
  readonly means: string;
}

/** What a format says of a whole file, once it was read. */
export interface BillRemark {
  readonly code: string;
  readonly severity: "warning" | "note";
  readonly column: string | null;
  readonly found: string;
  readonly expected: string;
  readonly remedy: string;
  readonly count: number;
}

/** A bill whose header is known. */
export interface BoundBill {
  readonly fields: readonly BillField[];
  /** Source columns read as numbers and as times before a record is converted. */
  readonly numbers: readonly number[];
  readonly times: readonly number[];
  /** Numbers without which a record is rejected, beside those that are conserved. */
  readonly needed?: readonly number[];
  readonly conserves: readonly Conserved[];
  readonly missing: readonly MissingColumn[];
  convert(cells: readonly string[]): Converted;
  readonly remarks?: () => readonly BillRemark[];
  /** For a bill whose records can only be understood once all of them were seen. */
  readonly survey?: Survey;
}

export interface Survey {
  see(cells: readonly string[]): void;
  /** The bill as it is to be read beside what is active already; may fail with a sentence. */
  settle(surroundings: Surroundings): { readonly format: string } & BoundBill;
}

export interface Surroundings {
  readonly beside: readonly ActiveBill[];
  /** The name of the file. */
  readonly file: string;
  /** The format a person names. */
  readonly named: string | undefined;
}

/** An active file of charges that was imported before. */
export interface ActiveBill {
  readonly file: string;
  readonly format: string;
  /** Σ billed per account and billed period of its charges, which `coverKey` writes. */
  readonly covers: ReadonlyMap<string, string>;
}

export function coverKey(account: string, period: string): string {
  return `${account.toLowerCase()}|${period}`;
}
