import type {
  AllocationRule,
  AllocationRuleSet,
} from "../../../../shared/domain/allocation-rule.ts";
import type { RuleIssue } from "./rule-issue.ts";
import { lastTakingStage, namedTargets, takenPool } from "./rule-targets.ts";

/** Whether every pool is passed on once per stage, forwards, and never in a circle. */
export function checkStages(ruleSet: AllocationRuleSet): RuleIssue[] {
  const { rules } = ruleSet;
  return [
    ...rules.flatMap((rule, index) => [
      ...checkStage(ruleSet, rule, index),
      ...checkReceivers(ruleSet, rule, index),
    ]),
    ...checkCircles(rules),
  ];
}

function checkStage(ruleSet: AllocationRuleSet, rule: AllocationRule, index: number): RuleIssue[] {
  const pool = takenPool(rule);
  const path = ["rules", index];
  if (pool === null) {
    const message = `The rule "${rule.id}" takes charges in stage ${rule.stage}.`;
    const remedy = "Rules that take charges belong to stage 1; a later stage takes a pool.";
    return rule.stage === 1 ? [] : [{ path: [...path, "stage"], message, remedy }];
  }
  if (rule.stage === 1) {
    const message = `The rule "${rule.id}" takes the pool "${pool}" in stage 1.`;
    return [{ path, message, remedy: 'Add "stage: 2" or later; stage 1 fills the pools.' }];
  }
  if (!ruleSet.targets.some(({ code, isPool }) => code === pool && isPool)) {
    const message = `The rule "${rule.id}" takes "${pool}", which is not declared as a pool.`;
    const remedy = `Declare it under "targets" with "isPool: true".`;
    return [{ path: [...path, "take", "pool"], message, remedy }];
  }
  const earlier = ruleSet.rules
    .slice(0, index)
    .find(
      (other) => takenPool(other) === pool && other.stage === rule.stage && isTogether(other, rule),
    );
  if (earlier === undefined) {
    return [];
  }
  const message =
    `The pool "${pool}" is taken twice in stage ${rule.stage}: ` +
    `by "${earlier.id}" and by "${rule.id}".`;
  return [{ path, message, remedy: "Keep one of the two, or move one to another stage." }];
}

/** Whether some period has both rules. */
function isTogether(a: AllocationRule, b: AllocationRule): boolean {
  const from = [a.validFrom ?? "0000-00", b.validFrom ?? "0000-00"];
  const to = [a.validTo ?? "9999-99", b.validTo ?? "9999-99"];
  return (from.sort()[1] ?? "") <= (to.sort()[0] ?? "");
}

function checkReceivers(
  { targets, rules }: AllocationRuleSet,
  rule: AllocationRule,
  index: number,
): RuleIssue[] {
  const pools = new Set(targets.filter(({ isPool }) => isPool).map(({ code }) => code));
  return (namedTargets(rule) ?? []).flatMap((code): RuleIssue[] => {
    const last = lastTakingStage(rules, code);
    if (!pools.has(code) || last === 0 || last > rule.stage || code === takenPool(rule)) {
      return [];
    }
    const message =
      `The rule "${rule.id}" of stage ${rule.stage} gives to the pool "${code}", ` +
      `which stage ${last} has passed on already.`;
    const remedy = `Pass "${code}" on in a later stage, or leave it out here.`;
    return [{ path: ["rules", index], message, remedy }];
  });
}

function checkCircles(rules: readonly AllocationRule[]): RuleIssue[] {
  const gives = new Map<string, Set<string>>();
  for (const rule of rules) {
    const pool = takenPool(rule);
    if (pool !== null) {
      const receivers = gives.get(pool) ?? new Set<string>();
      for (const code of namedTargets(rule) ?? []) {
        receivers.add(code);
      }
      gives.set(pool, receivers);
    }
  }
  for (const pool of gives.keys()) {
    const circle = wayBack(gives, pool, pool, new Set());
    if (circle !== null) {
      const index = rules.findIndex((rule) => takenPool(rule) === pool);
      const names = circle.map((code) => `"${code}"`).join(" → ");
      const message = `Pools pass cost in a circle: ${names}.`;
      const remedy = "Order the pools by stage and let a later pool leave out the earlier ones.";
      return [{ path: ["rules", index], message, remedy }];
    }
  }
  return [];
}

/** The way from `from` back to `home`, each pool visited once. */
function wayBack(
  gives: ReadonlyMap<string, ReadonlySet<string>>,
  from: string,
  home: string,
  visited: Set<string>,
): readonly string[] | null {
  visited.add(from);
  for (const next of gives.get(from) ?? []) {
    if (next === home) {
      return [from, home];
    }
    const rest = visited.has(next) ? null : wayBack(gives, next, home, visited);
    if (rest !== null) {
      return [from, ...rest];
    }
  }
  return null;
}
