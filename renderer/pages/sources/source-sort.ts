import type { SourceFile } from "../../../shared/contract/workspace.ts";
import { compareAmounts } from "../../../shared/domain/amount.ts";
import { DATASET_NAMES, sourceState } from "./source-words.ts";

export type SourceColumn =
  | "file"
  | "state"
  | "dataset"
  | "periods"
  | "loaded"
  | "rejected"
  | "total"
  | "currency"
  | "format";

export interface SourceSort {
  readonly column: SourceColumn;
  readonly direction: "ascending" | "descending";
}

type Order = (a: SourceFile, b: SourceFile) => number;

const DATASETS = Object.keys(DATASET_NAMES);
const byDataset: Order = (a, b) => DATASETS.indexOf(a.dataset) - DATASETS.indexOf(b.dataset);
const byName: Order = (a, b) => a.file.localeCompare(b.file, "en", { numeric: true });
const byPeriod: Order = (a, b) => firstPeriod(a).localeCompare(firstPeriod(b));
const bySequence: Order = (a, b) => a.importedSequence - b.importedSequence;
/** Bills first, then the ledger and what supports it; within each by name, then by period. */
const inReadingOrder = orders(byDataset, byName, byPeriod, bySequence);

const BY_COLUMN: Readonly<Record<SourceColumn, Order>> = {
  file: byName,
  state: (a, b) => sourceState(a).text.localeCompare(sourceState(b).text),
  dataset: byDataset,
  periods: byPeriod,
  loaded: (a, b) => a.records.loaded - b.records.loaded,
  rejected: (a, b) => a.records.rejected - b.records.rejected,
  total: (a, b) => compareAmounts(firstTotal(a), firstTotal(b)),
  currency: (a, b) => firstCurrency(a).localeCompare(firstCurrency(b)),
  format: (a, b) => a.format.localeCompare(b.format),
};

/** By a column, equals in reading order; without a column in reading order. */
export function sortedSources(
  sources: readonly SourceFile[],
  sort: SourceSort | null,
): SourceFile[] {
  if (sort === null) {
    return sources.toSorted(inReadingOrder);
  }
  const byColumn = BY_COLUMN[sort.column];
  const directed: Order = sort.direction === "ascending" ? byColumn : (a, b) => byColumn(b, a);
  return sources.toSorted(orders(directed, inReadingOrder));
}

/** A header click: ascending, descending, then reading order again. */
export function nextSourceSort(sort: SourceSort | null, column: SourceColumn): SourceSort | null {
  if (sort?.column !== column) {
    return { column, direction: "ascending" };
  }
  return sort.direction === "ascending" ? { column, direction: "descending" } : null;
}

function orders(...each: readonly Order[]): Order {
  return (a, b) => each.reduce((found, order) => found || order(a, b), 0);
}

function firstPeriod({ periods }: SourceFile): string {
  return periods.toSorted()[0] ?? "";
}

function firstTotal({ controlTotals }: SourceFile): string {
  return controlTotals[0]?.amount ?? "0";
}

function firstCurrency({ controlTotals }: SourceFile): string {
  return controlTotals[0]?.currency ?? "";
}
