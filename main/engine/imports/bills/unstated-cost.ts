import type { BillRemark } from "./define-bill.ts";

/** Charges of which a bill does not state what they cost by contract, counted by the reason. */
export interface Unstated {
  readonly count: (reason: string | null) => void;
  readonly remarks: (column: string) => BillRemark[];
}

export function unstated(): Unstated {
  const counts = new Map<string, number>();
  return {
    count(reason) {
      if (reason !== null) {
        counts.set(reason, (counts.get(reason) ?? 0) + 1);
      }
    },
    remarks: (column) =>
      [...counts].map(([reason, count]) => ({
        code: "contracted-cost-unstated",
        severity: "note",
        column,
        found: `${chargesOf(count)} without a contracted cost: ${reason}`,
        expected: "a price, or a cost before commitments, for every charge",
        remedy:
          "Work on another basis for them, or map ContractedCost to a column that states it; no " +
          "other cost is put in its place.",
        count,
      })),
  };
}

function chargesOf(count: number): string {
  return `${count} ${count === 1 ? "charge" : "charges"}`;
}
