import { useMemo } from "react";
import type { AllocationRuleSet } from "../../../shared/domain/allocation-rule.ts";
import { RUN_DIMENSIONS, SEGMENT_DIMENSIONS } from "../../../shared/domain/charge.ts";
import { useAnswer } from "../../use-engine.ts";

/** Without `target_name`: the page writes the names of targets anyway. */
const OF_A_RUN = RUN_DIMENSIONS.filter((name) => name !== "target_name");

/** What a run can be looked at by: what it keeps of every charge, and what names its targets. */
export function useKeptAttributes(): readonly string[] {
  const rules = useAnswer("allocation.rules", {}).value?.rules ?? null;
  return useMemo(
    () => [
      ...new Set([...OF_A_RUN, ...SEGMENT_DIMENSIONS, ...(rules === null ? [] : namedBy(rules))]),
    ],
    [rules],
  );
}

/** The charge attributes that rules take a target from; what they only test is not kept. */
export function namedBy({ rules }: AllocationRuleSet): string[] {
  return rules.flatMap((rule) =>
    rule.method === "direct" && rule.toAttribute !== undefined ? [rule.toAttribute] : [],
  );
}
