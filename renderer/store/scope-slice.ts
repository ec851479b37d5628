import type { StateCreator } from "zustand";
import type { Scope } from "../../shared/contract/scope.ts";
import type { WorkspaceStatus } from "../../shared/contract/workspace.ts";
import type { CostBasis } from "../../shared/domain/charge.ts";
import type { Condition } from "../../shared/domain/condition.ts";
import type { Period } from "../../shared/domain/period.ts";

/** What every number on every page depends on. */
export interface ScopeSlice {
  readonly period: Period | null;
  readonly compare: Period | null;
  readonly basis: CostBasis;
  /** A billing currency to look at alone; null shows what the reporting currency covers. */
  readonly currency: string | null;
  readonly filters: readonly Condition[];
  /** Compares with the period before it that the workspace knows, or with none. */
  setPeriod(period: Period, known: readonly Period[]): void;
  setCompare(compare: Period | null): void;
  setBasis(basis: CostBasis): void;
  setCurrency(currency: string | null): void;
  setFilter(filter: Condition): void;
  dropFilter(attribute: string): void;
  clearFilters(): void;
}

export const createScopeSlice: StateCreator<ScopeSlice> = (set) => ({
  period: null,
  compare: null,
  basis: "effective",
  currency: null,
  filters: [],
  setPeriod: (period, known) => set({ period, compare: periodBefore(period, known) }),
  setCompare: (compare) => set({ compare }),
  setBasis: (basis) => set({ basis }),
  setCurrency: (currency) => set({ currency }),
  setFilter: (filter) => set(({ filters }) => ({ filters: withFilter(filters, filter) })),
  dropFilter: (attribute) =>
    set(({ filters }) => ({ filters: filters.filter((f) => f.attribute !== attribute) })),
  clearFilters: () => set({ filters: [] }),
});

/** The latest known period before another. */
export function periodBefore(period: Period, known: readonly Period[]): Period | null {
  return (
    known
      .filter((other) => other < period)
      .toSorted()
      .at(-1) ?? null
  );
}

/** The next known period in a direction, or null at the end. */
export function periodBeside(
  period: Period,
  known: readonly Period[],
  steps: -1 | 1,
): Period | null {
  const sorted = known.toSorted();
  const index = sorted.indexOf(period);
  return index < 0 ? null : (sorted[index + steps] ?? null);
}

/** One filter per attribute: a new one takes the place of the old. */
export function withFilter(filters: readonly Condition[], filter: Condition): Condition[] {
  const index = filters.findIndex(({ attribute }) => attribute === filter.attribute);
  return index < 0 ? [...filters, filter] : filters.with(index, filter);
}

export function knownPeriods(status: WorkspaceStatus): Period[] {
  return status.periods.map(({ period }) => period);
}

/** The latest period that has both bills and ledger lines, else the latest that has anything. */
export function defaultPeriod(status: WorkspaceStatus): Period | null {
  const sorted = status.periods.toSorted((a, b) => a.period.localeCompare(b.period));
  const complete = sorted.findLast(({ charges, ledgerLines }) => charges > 0 && ledgerLines > 0);
  const charged = sorted.findLast(({ charges }) => charges > 0);
  return (complete ?? charged ?? sorted.at(-1))?.period ?? null;
}

/** The scope as the engine takes it; null until a period is known. */
export function scopeOf(
  slice: Pick<ScopeSlice, "period" | "compare" | "basis" | "currency" | "filters">,
): Scope | null {
  const { period, compare, basis, currency, filters } = slice;
  if (period === null) {
    return null;
  }
  return {
    period,
    ...(compare === null ? {} : { compare }),
    basis,
    ...(currency === null ? {} : { currency }),
    filters: [...filters],
  };
}
