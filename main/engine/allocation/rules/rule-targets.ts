import type {
  AllocationRule,
  AllocationRuleSet,
} from "../../../../shared/domain/allocation-rule.ts";

/** The targets a rule names itself; null where they come from its driver or from holdings. */
export function namedTargets(rule: AllocationRule): readonly string[] | null {
  switch (rule.method) {
    case "direct":
      return rule.to === undefined ? Object.values(rule.map ?? {}) : [rule.to];
    case "even":
      return rule.targets;
    case "fixed-shares":
      return Object.keys(rule.shares);
    case "by-driver":
    case "proportional":
      return rule.targets ?? null;
  }
}

/** The pool a rule takes, or null where it takes charges. */
export function takenPool(rule: AllocationRule): string | null {
  return "pool" in rule.take ? rule.take.pool : null;
}

/** Where the pool's cost is passed on for the last time; 0 where no rule takes it. */
export function lastTakingStage(rules: readonly AllocationRule[], pool: string): number {
  const stages = rules.filter((rule) => takenPool(rule) === pool).map(({ stage }) => stage);
  return Math.max(0, ...stages);
}

/**
 * The declared targets a rule may give to, in declared order. Where the rule names none: no pool
 * for `proportional`; for `by-driver` also the pools that a later stage passes on, so that a
 * pool's own use and that of the pools above it drop out.
 */
export function receivers(
  ruleSet: Pick<AllocationRuleSet, "targets">,
  rules: readonly AllocationRule[],
  rule: AllocationRule,
): readonly string[] {
  const named = namedTargets(rule);
  if (named !== null) {
    return named;
  }
  return ruleSet.targets
    .filter(
      ({ code, isPool }) =>
        !isPool || (rule.method === "by-driver" && lastTakingStage(rules, code) > rule.stage),
    )
    .map(({ code }) => code);
}

/** Whether the rule applies in the period. */
export function appliesIn(rule: AllocationRule, period: string): boolean {
  return (rule.validFrom ?? period) <= period && period <= (rule.validTo ?? period);
}

/** The rules of a period in the order they run: by stage, then as written. */
export function rulesInOrder(ruleSet: AllocationRuleSet, period: string): AllocationRule[] {
  return ruleSet.rules.filter((rule) => appliesIn(rule, period)).sort((a, b) => a.stage - b.stage);
}
