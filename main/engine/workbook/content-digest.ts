import { createHash } from "node:crypto";
import type { SafeCell } from "./safe-cell.ts";

/** Labels on Cover that other code looks for. */
export const LABELS = {
  allChecks: "All checks",
  preparedBy: "Prepared by",
  stateAt: "State of the workspace at",
  approvedBy: "Approved by",
  appVersion: "Application",
  digest: "Content digest",
  chainHead: "Audit-chain head",
} as const;

/** Rows of Cover that name people, times or the chain head, or the digest itself. */
const LEFT_OUT: ReadonlySet<unknown> = new Set<string>([
  LABELS.preparedBy,
  LABELS.stateAt,
  LABELS.approvedBy,
  LABELS.digest,
  LABELS.chainHead,
]);

/** Whether a row states who, when or a seal of both, which differ each time a close is made. */
export function isAboutPeople(sheet: string, label: unknown): boolean {
  return sheet === "Cover" && LEFT_OUT.has(label);
}

/** One row as the digest reads it; empty cells are null. */
export type DigestRow = readonly (SafeCell | null)[];

/**
 * SHA-256 over every cell of every sheet, in order, but people, times and chain head.
 * What is written gives the same digest as what is read back from the file.
 */
export class ContentDigest {
  private readonly hash = createHash("sha256");
  private sheet = "";

  startSheet(name: string): void {
    this.sheet = name;
    this.hash.update(`${JSON.stringify(name)}\n`);
  }

  addRow(row: number, cells: DigestRow): void {
    const [first] = cells;
    const isLeftOut = first?.kind === "value" && isAboutPeople(this.sheet, first.value);
    const present = cells.flatMap((cell, column) =>
      cell === null || cell.value === null ? [] : [[column, ...parts(cell)]],
    );
    if (!isLeftOut && present.length > 0) {
      this.hash.update(`${JSON.stringify([row, present])}\n`);
    }
  }

  end(): string {
    return this.hash.digest("hex");
  }
}

function parts(cell: SafeCell): unknown[] {
  return cell.kind === "formula" ? ["=", cell.formula, cell.value] : [cell.value];
}
