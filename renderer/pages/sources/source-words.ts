import type { SourceFile } from "../../../shared/contract/workspace.ts";
import type { Dataset } from "../../../shared/domain/mapping.ts";
import type { Tone } from "../../ui/badge.tsx";

export const DATASET_NAMES: Readonly<Record<Dataset, string>> = {
  charge: "Bill",
  ledger: "Ledger",
  purchase: "Purchase orders",
  invoice: "Supplier invoices",
  driver: "Drivers",
  fx: "Exchange rates",
};

const ORDER = Object.keys(DATASET_NAMES);

/** Bills first, then the ledger and what supports it; within each by name. */
export function inReadingOrder(sources: readonly SourceFile[]): SourceFile[] {
  return sources.toSorted(
    (a, b) =>
      ORDER.indexOf(a.dataset) - ORDER.indexOf(b.dataset) ||
      a.file.localeCompare(b.file) ||
      a.importedSequence - b.importedSequence,
  );
}

/** "2026-07–10", "2025-11 to 2026-01", or the one period. */
export function periodSpan(periods: readonly string[]): string {
  const sorted = periods.toSorted();
  const first = sorted[0];
  const last = sorted.at(-1);
  if (first === undefined || last === undefined) {
    return "–";
  }
  if (first === last) {
    return first;
  }
  const isOneYear = first.slice(0, 4) === last.slice(0, 4);
  return isOneYear ? `${first}–${last.slice(5)}` : `${first} to ${last}`;
}

export function sourceState(source: SourceFile): { readonly tone: Tone; readonly text: string } {
  if (source.supersededBy !== null) {
    return { tone: "plain", text: "replaced" };
  }
  if (!source.isActive) {
    return { tone: "plain", text: "withdrawn" };
  }
  if (source.records.rejected > 0) {
    return { tone: "warn", text: "has rejects" };
  }
  return { tone: "good", text: source.findingCount > 0 ? "with notes" : "complete" };
}
