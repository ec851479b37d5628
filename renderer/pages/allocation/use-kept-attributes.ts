import { useMemo } from "react";
import type { AllocationRuleSet } from "../../../shared/domain/allocation-rule.ts";
import { useAnswer } from "../../use-engine.ts";

const OF_A_RUN = ["target", "pool", "rule", "stage"];
const OF_EVERY_CHARGE = [
  "entity",
  "billing_currency",
  "provider_name",
  "service_category",
  "service_name",
  "billing_account_id",
  "sub_account_id",
  "sub_account_name",
  "charge_category",
  "invoice_id",
  "source_file_id",
];

/** What a run can be looked at by: what it keeps of every charge, and what names its targets. */
export function useKeptAttributes(): readonly string[] {
  const rules = useAnswer("allocation.rules", {}).value?.rules ?? null;
  return useMemo(
    () => [
      ...new Set([...OF_A_RUN, ...OF_EVERY_CHARGE, ...(rules === null ? [] : namedBy(rules))]),
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
