import {
  type Document,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  parseDocument,
  type Scalar,
  visit,
} from "yaml";
import type { z } from "zod";
import type { RuleProblem } from "../../../../shared/contract/allocation.ts";
import { AllocationRuleSet } from "../../../../shared/domain/allocation-rule.ts";
import { checkRuleSet } from "./check-rule-set.ts";
import { describeIssue, type Path, type RuleIssue, realIssues } from "./rule-issue.ts";

export type Problem = z.infer<typeof RuleProblem>;

export type ReadRules =
  | { readonly ok: true; readonly ruleSet: AllocationRuleSet; readonly locate: Locate }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** The line of a path in the text, as a problem of that place. */
export type Locate = (issue: RuleIssue) => Problem;

const TEXT_MAX = 2_000_000;
/** The only keys whose values are numbers or true and false; everything else is text. */
const NUMBER_KEYS: ReadonlySet<string> = new Set(["tieout", "stage"]);
const BOOLEAN_KEYS: ReadonlySet<string> = new Set(["isPool", "ignoreCase"]);

/**
 * Reads `allocation.yaml` to a rule set, or to every problem found, each with its line.
 * A code such as 4711 or a share such as 0.30 needs no quotes: it is kept as it is written.
 */
export function readRules(text: string): ReadRules {
  if (text.length > TEXT_MAX) {
    return refused("The rules are longer than 2,000,000 characters.", "Split them.", null);
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [broken] = document.errors;
  if (broken !== undefined) {
    const line = lines.linePos(broken.pos[0]).line;
    const sentence = broken.message.split("\n")[0] ?? "";
    return refused(`This is not YAML: ${sentence}`, "Correct the line; see the example.", line);
  }
  if (document.contents === null) {
    return refused("The rules are empty.", "Start from docs/allocation-rules.md.", null);
  }
  keepText(document);
  const content: unknown = document.toJS({ maxAliasCount: 100 });
  const locate: Locate = (issue) => ({
    path: pathText(issue.path),
    message: issue.message,
    remedy: issue.remedy,
    line: lineOf(document, lines, issue),
  });
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

function refused(message: string, remedy: string, line: number | null): ReadRules {
  return { ok: false, problems: [{ path: "", message, remedy, line }] };
}

function keepText(document: Document): void {
  visit(document, {
    Pair(_, pair) {
      const key = isScalar(pair.key) ? String(pair.key.value) : "";
      if (isScalar(pair.key)) {
        pair.key.value = pair.key.source ?? key;
      }
      if (isScalar(pair.value) && !isTyped(key, pair.value)) {
        toText(pair.value);
      }
    },
    Seq(_, sequence) {
      for (const item of sequence.items) {
        if (isScalar(item)) {
          toText(item);
        }
      }
    },
  });
}

function isTyped(key: string, { value }: Scalar): boolean {
  const isNumber = NUMBER_KEYS.has(key) && typeof value === "number";
  return isNumber || (BOOLEAN_KEYS.has(key) && typeof value === "boolean");
}

function toText(scalar: Scalar): void {
  if (typeof scalar.value === "number" || typeof scalar.value === "boolean") {
    scalar.value = scalar.source ?? String(scalar.value);
  }
}

function pathText(path: Path): string {
  return path
    .map((part, index) => {
      const text = String(part);
      return typeof part === "number" ? `[${text}]` : index === 0 ? text : `.${text}`;
    })
    .join("");
}

function lineOf(document: Document, lines: LineCounter, issue: RuleIssue): number | null {
  if (issue.key !== undefined) {
    const holder: unknown =
      issue.path.length === 0 ? document.contents : document.getIn(issue.path);
    const pair = isMap(holder)
      ? holder.items.find(({ key }) => isScalar(key) && key.value === issue.key)
      : undefined;
    if (pair !== undefined && isNode(pair.key)) {
      return lineOfNode(pair.key, lines);
    }
  }
  for (let length = issue.path.length; length >= 0; length -= 1) {
    const path = issue.path.slice(0, length);
    const node: unknown = length === 0 ? document.contents : document.getIn(path, true);
    if (isNode(node)) {
      return lineOfNode(node, lines);
    }
  }
  return null;
}

function lineOfNode(node: { range?: [number, number, number] | null }, lines: LineCounter) {
  const start = node.range?.[0];
  return start === undefined ? null : lines.linePos(start).line;
}
