import type { z } from "zod";
import type { ColumnMatch, RecordCounts } from "../../../shared/contract/workspace.ts";
import type { Finding } from "../../../shared/domain/finding.ts";
import type { Dataset, Mapping } from "../../../shared/domain/mapping.ts";

/** One thing that keeps a record out. */
export interface RejectReason {
  readonly column: string | null;
  readonly code: string;
  readonly reason: string;
  readonly remedy: string;
  /** What stands in the column; absent where no one cell is at fault. */
  readonly found?: string;
}

/** A record that could not be read, with everything needed to mend it. */
export interface Reject extends RejectReason {
  readonly line: number;
  readonly byteOffset: number | null;
  readonly rawText: string;
  /** What else is wrong with it, in other columns; absent where nothing is. */
  readonly also?: readonly RejectReason[];
  /** What the record says it costs, where that can be read. */
  readonly atStake?: { readonly units: bigint; readonly currency: string };
}

/** All that keeps a record out, in one text. */
export function wholeReason({ reason, also = [] }: Pick<Reject, "reason" | "also">): string {
  return [reason, ...also.map((other) => other.reason)].join("; ");
}

/** One control total of a file: what a stranger's exact sum of the same column must equal. */
export interface FileTotal {
  readonly measure: string;
  readonly currency: string;
  readonly period: string | null;
  readonly records: number;
  readonly amount: string;
}

/** What a loader hands back after it has put a file's rows into their relation. */
export interface LoadedFile {
  readonly format: string;
  readonly dataset: Dataset;
  readonly mapping: Mapping | null;
  readonly columns: readonly z.infer<typeof ColumnMatch>[];
  readonly unmapped: readonly string[];
  /** physical = loaded + rejected + blank + skipped; checked by the import. */
  readonly records: RecordCounts;
  readonly totals: readonly FileTotal[];
  readonly rejects: readonly Reject[];
  readonly findings: readonly Finding[];
}

/** Files of an archive that are one table. */
export interface ArchiveGroup {
  /** The file, or a pattern that fits its files and no other. */
  readonly name: string;
  readonly files: number;
  readonly bytes: number;
}

/** Of an archive with several files: what is read of it. */
export interface StagedArchive {
  readonly chosen: string;
  readonly files: number;
  /** Files that are not read. */
  readonly left: readonly string[];
  readonly groups: readonly ArchiveGroup[];
  /** It holds several tables, and none was named. */
  readonly isOpen: boolean;
}

/** A source file on its way in: hashed, and where it is text also decoded to UTF-8. */
export interface StagedFile {
  readonly sourceFileId: string;
  /** The name the user knows it by. */
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly kind: "text" | "xlsx" | "parquet";
  /** The bytes to read: UTF-8 text without byte-order mark, or the original container. */
  readonly path: string;
  /** The encoding the text came in; null for containers. */
  readonly encoding: string | null;
  /** Physical lines of the text; null for containers. */
  readonly lines: number | null;
  /** Whether the text's bytes are not the delivered ones: out of a zip, JSON or a web page. */
  readonly isRewritten?: boolean;
  readonly archive?: StagedArchive;
  /** Number of the first record, the header, where records are numbered instead of lines. */
  readonly firstRecord?: number;
  /** The bytes as delivered; equal to `path` where they need no unpacking or decoding. */
  readonly originalPath: string;
}
