import type { Mapping, SkipRule } from "../../../shared/domain/mapping.ts";
import type { Option } from "../../ui/select-box.tsx";

/** How a row that is no data is told apart, in the words of the form. */
export type SkipTest = "begins" | "contains" | "equals" | "pattern" | "unlike" | "empty" | "filled";

/** One line of the form; a rule the form has no words for is shown by its reason alone. */
export interface SkipLine {
  /** Null looks into every column. */
  readonly column: string | null;
  readonly test: SkipTest;
  readonly text: string;
  readonly andBelow: boolean;
}

export const SKIP_TESTS: readonly Option<SkipTest>[] = [
  { value: "begins", label: "begins with" },
  { value: "contains", label: "contains" },
  { value: "equals", label: "is" },
  { value: "pattern", label: "matches the pattern" },
  { value: "unlike", label: "does not match the pattern" },
  { value: "empty", label: "is empty" },
  { value: "filled", label: "is filled" },
];

export const NEW_LINE: SkipLine = { column: null, test: "begins", text: "", andBelow: false };

/** These look at one cell, so a column has to be named. */
export function needsColumn(test: SkipTest): boolean {
  return test === "unlike" || !needsText(test);
}

export function needsText(test: SkipTest): boolean {
  return test !== "empty" && test !== "filled";
}

/** A rule as a line of the form; null where it tests more than one thing. */
export function lineOf(rule: SkipRule): SkipLine | null {
  const { column, matches, notMatches, empty, andBelow } = rule;
  const tests = [matches, notMatches, empty].filter((test) => test !== undefined);
  if (tests.length !== 1) {
    return null;
  }
  const common = { column: column ?? null, andBelow: andBelow ?? false };
  if (empty !== undefined) {
    return { ...common, test: empty ? "empty" : "filled", text: "" };
  }
  return notMatches === undefined
    ? { ...common, ...readPattern(matches ?? "") }
    : { ...common, test: "unlike", text: notMatches };
}

export function ruleOf(line: SkipLine): SkipRule {
  const { column, test, andBelow } = line;
  return {
    ...(column === null ? {} : { column }),
    ...conditionOf(line),
    ...(andBelow ? { andBelow } : {}),
    reason: `${column ?? "a cell"} ${wordsOf(test)}${needsText(test) ? ` "${line.text}"` : ""}`,
  };
}

/** Whether nothing is left open that the rule needs. */
export function isWholeRule(rule: SkipRule): boolean {
  const line = lineOf(rule);
  return (
    line === null ||
    ((line.column !== null || !needsColumn(line.test)) &&
      (line.text !== "" || !needsText(line.test)))
  );
}

export function withSkip(mapping: Mapping, index: number, rule: SkipRule | null): Mapping {
  const skip = rule === null ? mapping.skip.toSpliced(index, 1) : [...mapping.skip];
  if (rule !== null) {
    skip[index] = rule;
  }
  return { ...mapping, skip };
}

function wordsOf(test: SkipTest): string {
  return SKIP_TESTS.find(({ value }) => value === test)?.label ?? test;
}

function conditionOf({ test, text }: SkipLine): Partial<SkipRule> {
  switch (test) {
    case "begins":
      return { matches: `^${escaped(text)}` };
    case "contains":
      return { matches: escaped(text) };
    case "equals":
      return { matches: `^${escaped(text)}$` };
    case "pattern":
      return { matches: text };
    case "unlike":
      return { notMatches: text };
    case "empty":
      return { empty: true };
    case "filled":
      return { empty: false };
  }
}

/** "^Total" begins with "Total"; what is no plain text stays a pattern. */
function readPattern(pattern: string): Pick<SkipLine, "test" | "text"> {
  const [, start = "", middle = "", end = ""] = /^(\^?)(.*?)((?<!\\)\$?)$/s.exec(pattern) ?? [];
  const text = middle.replaceAll(/\\([^A-Za-z0-9])/g, "$1");
  if (escaped(text) !== middle || (start === "" && end === "$")) {
    return { test: "pattern", text: pattern };
  }
  const test = start === "" ? "contains" : end === "" ? "begins" : "equals";
  return { test, text };
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
