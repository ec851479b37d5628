import {
  type AllocationRule,
  type AllocationRuleSet,
  UNALLOCATED,
} from "../../../../shared/domain/allocation-rule.ts";
import { fromUnits, toUnits } from "../../../../shared/domain/amount.ts";
import type { Condition } from "../../../../shared/domain/condition.ts";
import { checkStages } from "./check-stages.ts";
import type { RuleIssue } from "./rule-issue.ts";
import { namedTargets, takenPool } from "./rule-targets.ts";

/** What the grammar alone cannot refuse: codes nobody declared, shares above 1, circles. */
export function checkRuleSet(ruleSet: AllocationRuleSet): RuleIssue[] {
  return [
    ...checkDeclaredTargets(ruleSet),
    ...checkRuleIds(ruleSet),
    ...ruleSet.rules.flatMap((rule, index) => checkRule(ruleSet, rule, index)),
    ...checkStages(ruleSet),
  ];
}

function checkDeclaredTargets({ targets }: AllocationRuleSet): RuleIssue[] {
  const seen = new Set<string>();
  return targets.flatMap(({ code }, index): RuleIssue[] => {
    const path = ["targets", index, "code"];
    if (code === UNALLOCATED) {
      const message = `"${UNALLOCATED}" is the name of what no rule placed.`;
      return [{ path, message, remedy: "Give the target another code." }];
    }
    if (seen.has(code)) {
      const message = `The target "${code}" is declared twice.`;
      return [{ path, message, remedy: "Remove one of the two." }];
    }
    seen.add(code);
    return [];
  });
}

function checkRuleIds({ rules }: AllocationRuleSet): RuleIssue[] {
  const seen = new Set<string>();
  return rules.flatMap(({ id }, index): RuleIssue[] => {
    if (seen.has(id)) {
      const message = `The rule id "${id}" is used twice.`;
      return [{ path: ["rules", index, "id"], message, remedy: "Give one of them another id." }];
    }
    seen.add(id);
    return [];
  });
}

function checkRule(ruleSet: AllocationRuleSet, rule: AllocationRule, index: number): RuleIssue[] {
  const path = ["rules", index];
  return [
    ...checkValidity(rule, path),
    ...checkMethod(rule, path),
    ...checkTargetCodes(ruleSet, rule, path),
    ...("where" in rule.take ? rule.take.where : []).flatMap((condition, position) =>
      checkCondition(condition, [...path, "take", "where", position]),
    ),
  ];
}

function checkValidity(rule: AllocationRule, path: (string | number)[]): RuleIssue[] {
  const { validFrom, validTo } = rule;
  if (validFrom === undefined || validTo === undefined || validFrom <= validTo) {
    return [];
  }
  const message = `The rule "${rule.id}" ends in ${validTo}, before it begins in ${validFrom}.`;
  return [{ path: [...path, "validTo"], message, remedy: "Write a later period." }];
}

function checkMethod(rule: AllocationRule, path: (string | number)[]): RuleIssue[] {
  if (rule.method === "fixed-shares") {
    return checkShares(rule.id, rule.shares, [...path, "shares"]);
  }
  if (rule.method !== "direct") {
    return [];
  }
  if ((rule.to === undefined) === (rule.toAttribute === undefined)) {
    const found = rule.to === undefined ? "neither" : "both";
    const message = `The rule "${rule.id}" has ${found} of "to" and "toAttribute".`;
    return [{ path, message, remedy: "Write one: a target code, or the attribute that names it." }];
  }
  if (rule.map !== undefined && rule.toAttribute === undefined) {
    const message = `The rule "${rule.id}" maps values but reads no attribute.`;
    return [{ path: [...path, "map"], message, remedy: 'Add "toAttribute", or remove "map".' }];
  }
  if (rule.toAttribute !== undefined && takenPool(rule) !== null) {
    const message = `The rule "${rule.id}" takes a pool, whose cost has no "${rule.toAttribute}".`;
    return [{ path: [...path, "toAttribute"], message, remedy: 'Name one target with "to".' }];
  }
  return [];
}

function checkShares(
  id: string,
  shares: Readonly<Record<string, string>>,
  path: (string | number)[],
): RuleIssue[] {
  const units = Object.values(shares).map((share) => toUnits(share));
  const total = units.reduce((sum, share) => sum + share, 0n);
  if (units.length === 0 || total === 0n) {
    const message = `The shares of the rule "${id}" are all zero.`;
    return [{ path, message, remedy: "Write at least one share above 0." }];
  }
  if (total > toUnits("1")) {
    const message = `The shares of the rule "${id}" total ${fromUnits(total)}.`;
    return [{ path, message, remedy: "Lower them to 1 in all; less leaves a rest unallocated." }];
  }
  return [];
}

function checkTargetCodes(
  ruleSet: AllocationRuleSet,
  rule: AllocationRule,
  path: (string | number)[],
): RuleIssue[] {
  const declared = new Set(ruleSet.targets.map(({ code }) => code));
  const seen = new Set<string>();
  const isMap = rule.method === "direct" && rule.map !== undefined;
  return (namedTargets(rule) ?? []).flatMap((code): RuleIssue[] => {
    if (!declared.has(code)) {
      const message = `The rule "${rule.id}" gives to "${code}", which "targets" does not declare.`;
      return [{ path, message, remedy: "Declare the target, or correct its code." }];
    }
    if (seen.has(code) && !isMap) {
      const message = `The rule "${rule.id}" names the target "${code}" twice.`;
      return [{ path, message, remedy: "Name it once; for unequal parts use fixed-shares." }];
    }
    seen.add(code);
    return [];
  });
}

function checkCondition(condition: Condition, path: (string | number)[]): RuleIssue[] {
  const { op, value, values } = condition;
  const needsList = op === "in" || op === "not-in";
  const needsNothing = op === "exists" || op === "missing";
  const wanted = needsList ? "values" : needsNothing ? null : "value";
  if (wanted === "values" && (values === undefined || values.length === 0)) {
    const message = `"${op}" has no values to compare with.`;
    return [{ path, message, remedy: 'Add "values", a list of one or more.' }];
  }
  if (wanted === "value" && value === undefined) {
    const message = `"${op}" has no value to compare with.`;
    return [{ path, message, remedy: 'Add "value".' }];
  }
  const surplus = [
    ...(value !== undefined && wanted !== "value" ? ["value"] : []),
    ...(values !== undefined && wanted !== "values" ? ["values"] : []),
  ];
  return surplus.map((key) => ({
    path: [...path, key],
    message: `"${op}" does not use "${key}".`,
    remedy: wanted === null ? "Remove it." : `Remove it; "${op}" uses "${wanted}".`,
  }));
}
