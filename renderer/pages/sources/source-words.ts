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

/** "2026-07 to 2026-10", or the one period. */
export function periodSpan(periods: readonly string[]): string {
  const sorted = periods.toSorted();
  const first = sorted[0];
  const last = sorted.at(-1);
  if (first === undefined || last === undefined) {
    return "–";
  }
  return first === last ? first : `${first} to ${last}`;
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
