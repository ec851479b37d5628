import type { Finding } from "../../../../shared/domain/finding.ts";

/** A row of a file that is judged beside the file's other rows. */
export interface WholeRow {
  readonly line: number;
  readonly text: (name: string) => string | null;
}

/** What keeps a row out, because of another row of its file. */
export interface WholeReject {
  readonly line: number;
  /** The field at fault. */
  readonly field: string;
  readonly code: string;
  readonly reason: string;
  readonly remedy: string;
}

/** What a person should know of rows that are kept. */
export interface WholeFinding
  extends Pick<Finding, "code" | "severity" | "row" | "found" | "expected" | "remedy" | "count"> {
  readonly field: string;
}

export interface WholeAnswer {
  readonly rejects: readonly WholeReject[];
  readonly findings: readonly WholeFinding[];
}

/** Judges rows beside each other: periods of a calendar, nodes of a hierarchy. */
export type WholeCheck = (rows: readonly WholeRow[]) => WholeAnswer;

/** Rows named in a sentence; the rest is counted. */
const NAMED = 5;

/** `"A" (line 2), "B" (line 3) and 4 more`. */
export function namedRows(
  rows: readonly { readonly name: string; readonly line: number }[],
): string {
  const shown = rows.slice(0, NAMED).map(({ name, line }) => `"${shortName(name)}" (line ${line})`);
  const more = rows.length - shown.length;
  return shown.join(", ") + (more > 0 ? ` and ${more} more` : "");
}

export function shortName(name: string): string {
  return name.length > 60 ? `${name.slice(0, 59)}…` : name;
}
