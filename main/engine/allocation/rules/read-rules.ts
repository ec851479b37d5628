import type { z } from "zod";
import type { RuleProblem } from "../../../../shared/contract/allocation.ts";
import { AllocationRuleSet } from "../../../../shared/domain/allocation-rule.ts";
import { type Place, readDocument } from "../../documents/read-document.ts";
import { checkRuleSet } from "./check-rule-set.ts";
import { describeIssue, type Path, type RuleIssue, realIssues } from "./rule-issue.ts";

/** A problem as the contract has it, with the column its line has it in. */
export type Problem = z.infer<typeof RuleProblem> & { readonly column: number | null };

export type ReadRules =
  | { readonly ok: true; readonly ruleSet: AllocationRuleSet; readonly locate: Locate }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** The place of a path in the text, as a problem of that place. */
export type Locate = (issue: RuleIssue) => Problem;

const TEXT_MAX = 2_000_000;

/**
 * Reads `allocation.yaml` to a rule set, or to every problem found, each with its place.
 * A code such as 4711 or a share such as 0.30 needs no quotes: it is kept as it is written.
 */
export function readRules(text: string): ReadRules {
  if (text.length > TEXT_MAX) {
    return refused("The rules are longer than 2,000,000 characters.", "Split them.", null);
  }
  const read = readDocument(text, AllocationRuleSet);
  if (!read.ok) {
    const message = `This is not YAML: ${read.message}.`;
    return refused(message, "Correct the line; see the example.", read.place);
  }
  const { content, placeOf } = read;
  if (content === null) {
    return refused("The rules are empty.", "Start from docs/allocation-rules.md.", null);
  }
  const locate: Locate = ({ path, key, message, remedy }) => {
    const place = placeOf(path, key);
    return {
      path: pathText(path),
      message,
      remedy,
      line: place?.line ?? null,
      column: place?.column ?? null,
    };
  };
  const parsed = AllocationRuleSet.safeParse(content);
  if (!parsed.success) {
    const issues = realIssues(parsed.error.issues, content);
    return { ok: false, problems: issues.map((issue) => locate(describeIssue(issue, content))) };
  }
  const issues = checkRuleSet(parsed.data);
  return issues.length === 0
    ? { ok: true, ruleSet: parsed.data, locate }
    : { ok: false, problems: issues.map(locate) };
}

function refused(message: string, remedy: string, place: Place | null): ReadRules {
  const { line = null, column = null } = place ?? {};
  return { ok: false, problems: [{ path: "", message, remedy, line, column }] };
}

function pathText(path: Path): string {
  return path
    .map((part, index) => {
      const text = String(part);
      return typeof part === "number" ? `[${text}]` : index === 0 ? text : `.${text}`;
    })
    .join("");
}
