import type { Dataset, Mapping } from "../../../../shared/domain/mapping.ts";
import type { Header } from "../finance/finance-header.ts";
import type { FileRow } from "../readers/file-row.ts";

/** The opening rows of a file under one way of taking them apart. */
export interface OpeningTable {
  readonly opening: readonly FileRow[];
  /** null for sheets. */
  readonly delimiter: string | null;
}

/** What a layout leaves open, and the keys of a mapping that answer it. */
export interface DialectQuestion {
  readonly column: string;
  readonly question: string;
  readonly answeredBy: readonly string[];
}

/** A file read as a system's layout. */
export interface DialectReading {
  readonly confidence: "exact" | "likely";
  readonly header: Header;
  readonly mapping: Mapping;
  /** Columns of the layout that the header names, for choosing between layouts. */
  readonly matched: number;
  readonly reasons: readonly string[];
  readonly questions: readonly DialectQuestion[];
}

/** One layout in which a system writes ledger or procurement lines. */
export interface Dialect {
  /** The name of its file, and of its fixture in test/formats/. */
  readonly name: string;
  /** As a person calls it. */
  readonly title: string;
  readonly dataset: Exclude<Dataset, "charge">;
  /** The vendor's own description of the columns. */
  readonly reference: string;
  /** One sentence on sign and period. */
  readonly says: string;
  /** null where the opening rows are some other layout. */
  read(table: OpeningTable): DialectReading | null;
}

/** A table of a known system that holds no lines to load. */
export interface LinelessTable {
  readonly name: string;
  /** Groups of names, separated by vertical bars; a header has one of each group. */
  readonly signature: readonly string[];
  readonly says: string;
  readonly remedy: string;
}
