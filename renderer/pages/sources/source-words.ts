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
  commitment: "Commitments",
  "billing-period": "Billing periods",
  "invoice-detail": "Invoice details",
  "trial-balance": "Trial balance",
  account: "Chart of accounts",
  "cost-centre": "Cost centres",
  "legal-entity": "Legal entities",
  receipt: "Goods receipts",
  contract: "Contracts",
  budget: "Budget",
  calendar: "Fiscal calendar",
  event: "Events",
};

const FORMAT_WORDS: Readonly<Record<string, string>> = {
  gl: "GL",
  focus: "FOCUS",
  sap: "SAP",
  aws: "AWS",
  cur: "CUR",
  gcp: "GCP",
  fx: "FX",
};

/** A format's id in words: `focus-1.2` is "FOCUS 1.2", `gl-journal` "GL journal". */
export function formatName(format: string): string {
  const words = format.split("-").map((word) => FORMAT_WORDS[word] ?? word);
  const text = words.join(" ");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** "Bill, FOCUS 1.2"; once where the name of the layout says what it holds. */
export function kindText(dataset: Dataset | null, format: string | null): string {
  const kind = dataset === null ? [] : [DATASET_NAMES[dataset]];
  const layout = format === null ? [] : [formatName(format)];
  const [what = ""] = kind;
  const isSaid = what !== "" && new RegExp(`\\b${what}s?\\b`, "i").test(layout[0] ?? "");
  return [...(isSaid ? [] : kind), ...layout].join(", ");
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
