import type { z } from "zod";
import {
  AllocationRuleSet,
  AllocationTarget,
  ByDriverRule,
  DirectRule,
  EvenRule,
  FixedSharesRule,
  ProportionalRule,
  TakeCharges,
  TakePool,
} from "../../../../shared/domain/allocation-rule.ts";
import { Condition } from "../../../../shared/domain/condition.ts";
import { nearestKey } from "../../documents/nearest-key.ts";

export type Path = readonly (string | number)[];

/** Something wrong in a rule set: where, what was found, what to do. */
export interface RuleIssue {
  readonly path: Path;
  readonly message: string;
  readonly remedy: string;
  /** The unknown key inside the object at `path`. */
  readonly key?: string;
}

type ZodIssue = z.core.$ZodIssue;

const METHOD_KEYS: Readonly<Record<string, readonly string[]>> = {
  direct: Object.keys(DirectRule.shape),
  even: Object.keys(EvenRule.shape),
  "fixed-shares": Object.keys(FixedSharesRule.shape),
  "by-driver": Object.keys(ByDriverRule.shape),
  proportional: Object.keys(ProportionalRule.shape),
};

/** The issues themselves, where the schema only says that no alternative fits. */
export function realIssues(issues: readonly ZodIssue[], content: unknown): ZodIssue[] {
  return issues.flatMap((issue) => {
    if (issue.code !== "invalid_union" || issue.errors.length === 0) {
      return [issue];
    }
    const value = valueAt(content, pathOf(issue));
    const takesPool = isRecord(value) && Object.hasOwn(value, "pool");
    const chosen = issue.errors[takesPool ? 1 : 0] ?? [];
    const inner = chosen.map((error) => ({ ...error, path: [...issue.path, ...error.path] }));
    return realIssues(inner, content);
  });
}

/** One problem of the schema as sentences a user can act on. */
export function describeIssue(issue: ZodIssue, content: unknown): RuleIssue {
  const path = pathOf(issue);
  const found = show(valueAt(content, path));
  switch (issue.code) {
    case "unrecognized_keys":
      return describeUnknownKey(path, issue.keys[0] ?? "", knownKeys(path, content));
    case "invalid_union":
      return {
        path,
        message: `The method is ${found}.`,
        remedy: `Write one of: ${Object.keys(METHOD_KEYS).join(", ")}.`,
      };
    case "invalid_value":
      return {
        path,
        message: `The value is ${found}.`,
        remedy: `Write ${issue.values.map((value) => String(value)).join(", ")}.`,
      };
    case "invalid_type":
      return valueAt(content, path) === undefined
        ? { path, message: `"${String(path.at(-1))}" is missing.`, remedy: `Add ${kind(issue)}.` }
        : { path, message: `The value is ${found}.`, remedy: `Write ${kind(issue)}.` };
    case "invalid_format":
    case "custom":
      return { path, message: `The value is ${found}.`, remedy: `Expected: ${issue.message}.` };
    default:
      return { path, message: `The value is ${found}.`, remedy: `${issue.message}.` };
  }
}

function describeUnknownKey(path: Path, key: string, known: readonly string[]): RuleIssue {
  const nearest = nearestKey(key, known);
  const hint = nearest === null ? "" : ` The nearest known key is "${nearest}".`;
  return {
    path,
    key,
    message: `"${key}" is no known key here.${hint}`,
    remedy: `Use one of: ${known.join(", ")}.`,
  };
}

function knownKeys(path: Path, content: unknown): readonly string[] {
  const [root, index, part] = path;
  if (root === undefined) {
    return Object.keys(AllocationRuleSet.shape);
  }
  if (root === "targets") {
    return Object.keys(AllocationTarget.shape);
  }
  if (part === "take") {
    const takesPool = Object.hasOwn(recordAt(content, path.slice(0, 3)), "pool");
    const take = Object.keys((takesPool ? TakePool : TakeCharges).shape);
    return path.length > 3 ? Object.keys(Condition.shape) : take;
  }
  const { method } = recordAt(content, [root, index ?? 0]);
  const name = String(method);
  return (Object.hasOwn(METHOD_KEYS, name) ? METHOD_KEYS[name] : undefined) ?? [];
}

function pathOf(issue: ZodIssue): (string | number)[] {
  return issue.path.map((part) => (typeof part === "symbol" ? String(part) : part));
}

export function valueAt(content: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, part) => {
    if (Array.isArray(value) && typeof part === "number") {
      return value[part];
    }
    return isRecord(value) && Object.hasOwn(value, part) ? value[part] : undefined;
  }, content);
}

function recordAt(content: unknown, path: Path): Record<PropertyKey, unknown> {
  const value = valueAt(content, path);
  return isRecord(value) ? value : {};
}

function isRecord(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === "object" && value !== null;
}

function show(value: unknown): string {
  if (value === undefined || value === null) {
    return "empty";
  }
  if (Array.isArray(value)) {
    return value.length === 0 ? "an empty list" : "a list";
  }
  return typeof value === "object" ? "a group of keys" : JSON.stringify(value);
}

function kind(issue: z.core.$ZodIssueInvalidType): string {
  const kinds: Readonly<Record<string, string>> = {
    array: "a list",
    object: "a group of keys",
    record: "a group of keys",
    string: "text",
    number: "a whole number",
    int: "a whole number",
    boolean: "true or false",
  };
  return kinds[issue.expected] ?? `"${issue.expected}"`;
}
