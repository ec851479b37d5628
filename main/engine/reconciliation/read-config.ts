import { z } from "zod";
import type { RuleProblem } from "../../../shared/contract/allocation.ts";
import { isDecided } from "../../../shared/domain/charge.ts";
import type { Condition } from "../../../shared/domain/condition.ts";
import { ReconciliationConfig } from "../../../shared/domain/reconciliation-config.ts";
import { type Path, readDocument } from "../documents/read-document.ts";

/** A problem as the contract has it, with the column its line has it in. */
export type ConfigProblem = z.infer<typeof RuleProblem> & { readonly column: number | null };
type PlaceOf = (path: Path, key?: string) => { line: number | null; column: number | null };

export type ReadConfig =
  | { readonly config: ReconciliationConfig; readonly problems: readonly [] }
  | { readonly config: null; readonly problems: readonly ConfigProblem[] };

/** Reads `reconciliation.yaml`; every problem names its place and what to write instead. */
export function readConfig(text: string): ReadConfig {
  const read = readDocument(text, ReconciliationConfig);
  if (!read.ok) {
    const problem = {
      path: "",
      message: `The YAML cannot be read: ${read.message}.`,
      remedy: "Mend the indentation or quoting on this line.",
      ...read.place,
    };
    return { config: null, problems: [problem] };
  }
  const placeOf: PlaceOf = (path, key) => read.placeOf(path, key) ?? { line: null, column: null };
  const parsed = ReconciliationConfig.safeParse(read.content ?? {});
  const problems = parsed.success
    ? contradictions(parsed.data, placeOf)
    : parsed.error.issues.flatMap((issue) => issueProblems(issue, placeOf));
  return parsed.success && problems.length === 0
    ? { config: parsed.data, problems: [] }
    : { config: null, problems };
}

const inputSchema = z.toJSONSchema(ReconciliationConfig, { io: "input" });
const JsonNode = z.object({
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
});

function issueProblems(issue: z.core.$ZodIssue, placeOf: PlaceOf): ConfigProblem[] {
  if (issue.code !== "unrecognized_keys") {
    return [
      {
        path: pathText(issue.path),
        message: `${pathText(issue.path) || "The file"}: ${fault(issue)}.`,
        remedy: "Correct the value; docs/reconciliation.md has an example of every key.",
        ...placeOf(issue.path),
      },
    ];
  }
  return issue.keys.map((key) => {
    const nearest = nearestKey(key, knownKeys(issue.path));
    return {
      path: pathText([...issue.path, key]),
      message: `"${key}" is not a known key of ${pathText(issue.path) || "the file"}.`,
      remedy:
        nearest === null
          ? "Remove it; docs/reconciliation.md lists the keys."
          : `Did you mean "${nearest}"?`,
      ...placeOf(issue.path, key),
    };
  });
}

function fault(issue: z.core.$ZodIssue): string {
  const isMissing = issue.code === "invalid_type" && / received undefined$/.test(issue.message);
  return isMissing ? "is missing" : issue.message.replace(/\.$/, "");
}

function pathText(path: Path): string {
  return path
    .map((step) => (typeof step === "number" ? `[${step + 1}]` : `.${String(step)}`))
    .join("")
    .replace(/^\./, "");
}

function knownKeys(path: Path): string[] {
  let node: unknown = inputSchema;
  for (const step of path) {
    const parsed = JsonNode.safeParse(node);
    const at = parsed.success ? parsed.data : {};
    node = typeof step === "number" ? at.items : at.properties?.[String(step)];
  }
  const parsed = JsonNode.safeParse(node);
  return parsed.success ? Object.keys(parsed.data.properties ?? {}) : [];
}

/** The known key with the fewest edits, or null where none is near. */
export function nearestKey(key: string, known: readonly string[]): string | null {
  let best: { key: string; edits: number } | null = null;
  for (const candidate of known) {
    const edits = editDistance(key.toLowerCase(), candidate.toLowerCase());
    if (edits <= Math.max(2, Math.floor(candidate.length / 2)) && edits < (best?.edits ?? 99)) {
      best = { key: candidate, edits };
    }
  }
  return best?.key ?? null;
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1;
      current.push(
        Math.min(
          (current[column - 1] ?? 0) + 1,
          (previous[column] ?? 0) + 1,
          (previous[column - 1] ?? 0) + same,
        ),
      );
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}

function contradictions(config: ReconciliationConfig, placeOf: PlaceOf): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  const add = (path: Path, message: string, remedy: string): void => {
    problems.push({ path: pathText(path), message, remedy, ...placeOf(path) });
  };
  config.accounts.forEach((entry, index) => {
    const twin = config.accounts
      .slice(0, index)
      .find(
        (other) =>
          other.account === entry.account &&
          (other.entity ?? entry.entity ?? "") === (entry.entity ?? other.entity ?? ""),
      );
    if (twin !== undefined) {
      add(
        ["accounts", index],
        `Account ${entry.account} is mapped twice.`,
        "Join both entries, or give each the entity it is for.",
      );
    }
    if (entry.openingBalance !== undefined && entry.kind === "expense") {
      add(
        ["accounts", index, "openingBalance"],
        `Account ${entry.account} is an expense account and has no opening balance.`,
        'Remove it, or set "kind" to prepaid or accrued.',
      );
    }
    entry.charges.forEach((condition, place) => {
      const problem = conditionProblem(condition);
      if (problem !== null) {
        add(["accounts", index, "charges", place], problem, "Complete the condition.");
      }
    });
  });
  config.passes.forEach((pass, index) => {
    if (config.passes.findIndex((other) => other.pass === pass.pass) !== index) {
      add(["passes", index], `Pass ${pass.pass} is set twice.`, "Keep one of the two.");
    }
  });
  const vendorOfAlias = new Map<string, string>();
  config.vendors.forEach(({ vendor, aliases }, index) => {
    for (const alias of [vendor, ...aliases]) {
      const key = alias.toLowerCase();
      const other = vendorOfAlias.get(key);
      if (other !== undefined && other !== vendor) {
        add(
          ["vendors", index],
          `"${alias}" names both ${other} and ${vendor}.`,
          "Give the alias to one vendor.",
        );
      }
      vendorOfAlias.set(key, vendor);
    }
  });
  return problems;
}

function conditionProblem({ op, value, values, attribute }: Condition): string | null {
  if (isDecided(attribute)) {
    return `The condition on ${attribute} reads what the account map itself decides.`;
  }
  if ((op === "in" || op === "not-in") && (values === undefined || values.length === 0)) {
    return `The condition on ${attribute} says "${op}" but lists no values.`;
  }
  if (["equals", "not-equals", "starts-with", "contains", "matches"].includes(op)) {
    if (value === undefined) {
      return `The condition on ${attribute} says "${op}" but names no value.`;
    }
    if (op === "matches" && !isPattern(value)) {
      return `"${value}" is not a pattern that can be read.`;
    }
  }
  return null;
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text, "u");
    return true;
  } catch {
    return false;
  }
}
