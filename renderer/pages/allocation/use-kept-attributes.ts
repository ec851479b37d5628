import { useMemo } from "react";
import type { AllocationRuleSet } from "../../../shared/domain/allocation-rule.ts";
import { useAnswer } from "../../use-engine.ts";

const OF_A_RUN = ["target", "pool", "rule", "stage"];
const OF_EVERY_CHARGE = [
  "entity",
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

/** What a run can be looked at by: what it keeps of every charge, and what its rules read. */
export function useKeptAttributes(): readonly string[] {
  const rules = useAnswer("allocation.rules", {}).value?.rules ?? null;
  return useMemo(
    () => [...new Set([...OF_A_RUN, ...OF_EVERY_CHARGE, ...(rules === null ? [] : readBy(rules))])],
    [rules],
  );
}

/** The charge attributes that the rules test, or take a target from. */
export function readBy({ rules }: AllocationRuleSet): string[] {
  return rules.flatMap((rule) => [
    ...("where" in rule.take ? rule.take.where.map(({ attribute }) => attribute) : []),
    ...(rule.method === "direct" && rule.toAttribute !== undefined ? [rule.toAttribute] : []),
  ]);
}
