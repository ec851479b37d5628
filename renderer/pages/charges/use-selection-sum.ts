import { useEffect, useState } from "react";
import type { Scope } from "../../../shared/contract/scope.ts";
import type { SortOrder } from "../../grid/data-grid.tsx";
import { useStore } from "../../store/index.ts";
import { formatAmount, formatCount, fullIn } from "../../ui/format-amount.ts";
import { useAnswer } from "../../use-engine.ts";

export interface SelectedRows {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  readonly active: number;
}

const SETTLE_MS = 120;

/** Says the exact sum of the selected rows in the status bar; the engine adds, not the page. */
export function useSelectionSum(
  scope: Scope,
  sort: SortOrder | null,
  selected: SelectedRows | null,
  total: number | null,
): void {
  const setSelection = useStore((state) => state.setSelection);
  const settled = useSettled(selected);
  const answer = useAnswer(
    "charges.sums",
    settled === null
      ? null
      : {
          scope,
          ...(sort === null ? {} : { sort }),
          rows: { from: settled.from, to: settled.to },
        },
  );
  const sums = answer.value?.sums;
  useEffect(() => {
    if (settled === null || total === null) {
      setSelection(null);
      return;
    }
    const rows = settled.to - settled.from;
    setSelection({
      cells: `${formatCount(rows)} of ${formatCount(total)} charges`,
      sums: (sums ?? []).map((sum) => ({
        label: `Sum ${sum.currency}`,
        value: formatAmount(sum[scope.basis], fullIn(sum.currency)),
      })),
    });
  }, [settled, total, sums, scope.basis, setSelection]);
}

/** The value once it stopped changing: a drag over many rows asks once. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(value), SETTLE_MS);
    return () => window.clearTimeout(timer);
  }, [value]);
  return settled;
}
