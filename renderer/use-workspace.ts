import { useMemo } from "react";
import type { Scope } from "../shared/contract/scope.ts";
import type { WorkspaceStatus } from "../shared/contract/workspace.ts";
import type { CostBasis } from "../shared/domain/charge.ts";
import type { Period } from "../shared/domain/period.ts";
import { useStore } from "./store/index.ts";
import { scopeOf } from "./store/scope-slice.ts";
import { useAnswer } from "./use-engine.ts";

export function useStatus(): WorkspaceStatus | undefined {
  return useAnswer("workspace.status", {}).value;
}

/** The scope of every number; null until the workspace holds a period. */
export function useScope(): Scope | null {
  const period = useStore((state) => state.period);
  const compare = useStore((state) => state.compare);
  const basis = useStore((state) => state.basis);
  const currency = useStore((state) => state.currency);
  const filters = useStore((state) => state.filters);
  return useMemo(
    () => scopeOf({ period, compare, basis, currency, filters }),
    [period, compare, basis, currency, filters],
  );
}

/** What runs of a period are asked by. */
export interface PeriodScope {
  readonly period: Period;
  readonly basis: CostBasis;
  readonly currency?: string;
}

export function usePeriodScope(): PeriodScope | null {
  const period = useStore((state) => state.period);
  const basis = useStore((state) => state.basis);
  const currency = useStore((state) => state.currency);
  return useMemo(
    () => (period === null ? null : { period, basis, ...(currency === null ? {} : { currency }) }),
    [period, basis, currency],
  );
}
