import { useMemo } from "react";
import type { AllocationRuleSet } from "../../../shared/domain/allocation-rule.ts";
import {
  ACCOUNT_DIMENSIONS,
  RUN_DIMENSIONS,
  SEGMENT_DIMENSIONS,
} from "../../../shared/domain/charge.ts";
import type { ReconciliationConfig } from "../../../shared/domain/reconciliation-config.ts";
import { useAnswer } from "../../use-engine.ts";

/** Without `target_name`: the page writes the names of targets anyway. */
const OF_A_RUN = RUN_DIMENSIONS.filter((name) => name !== "target_name");

/** What a run can be looked at by: what it keeps of every charge, and what names its targets. */
export function useKeptAttributes(): readonly string[] {
  const rules = useAnswer("allocation.rules", {}).value?.rules ?? null;
  const accounts = useAnswer("reconciliation.config", {}).value?.config?.accounts;
  return useMemo(
    () => [
      ...new Set([
        ...OF_A_RUN,
        ...SEGMENT_DIMENSIONS,
        ...(rules === null ? [] : namedBy(rules)),
        ...treatedBy(rules, accounts ?? []),
      ]),
    ],
    [rules, accounts],
  );
}

/** A run keeps the account and the treatment where one is stated, by an account or by a rule. */
function treatedBy(
  rules: AllocationRuleSet | null,
  accounts: ReconciliationConfig["accounts"],
): readonly string[] {
  if (accounts.some(({ kind, treatment }) => kind === "expense" && treatment !== undefined)) {
    return ACCOUNT_DIMENSIONS;
  }
  return rules?.rules.some(({ treatment }) => treatment !== undefined) ? ["treatment"] : [];
}

/** The charge attributes that rules take a target from; what they only test is not kept. */
export function namedBy({ rules }: AllocationRuleSet): string[] {
  return rules.flatMap((rule) =>
    rule.method === "direct" && rule.toAttribute !== undefined ? [rule.toAttribute] : [],
  );
}
