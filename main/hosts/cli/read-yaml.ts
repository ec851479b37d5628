import { readFile } from "node:fs/promises";
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { type ErrorCode, fail } from "../../../shared/errors.ts";
import { nearestKey } from "./nearest-key.ts";

/** The text of a file the command line named. */
export async function readTextFile(path: string, code: ErrorCode = "file-unreadable") {
  try {
    return await readFile(path, "utf8");
  } catch {
    return fail(code, `The file "${path}" cannot be read.`, "Check the path and its permissions.");
  }
}

/**
 * A YAML file as the value its schema describes.
 * Errors: `code`, naming the file, the line, what was found and the nearest known key
 */
export function parseYaml<T extends z.ZodType>(
  schema: T,
  text: string,
  file: string,
  code: ErrorCode,
): z.output<T> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [syntax] = document.errors;
  if (syntax !== undefined) {
    const [first = ""] = syntax.message.split("\n");
    const says = first.replace(/ at line \d+, column \d+:?$/, "");
    return fail(code, `${file}, line ${lines.linePos(syntax.pos[0]).line}: ${says}.`, REMEDY);
  }
  const result = schema.safeParse(document.toJS());
  if (result.success) {
    return result.data;
  }
  // A misspelt key is also a missing one; what was written says more than what was not.
  const { issues } = result.error;
  const issue = issues.find((one) => one.code === "unrecognized_keys") ?? issues[0];
  if (issue === undefined) {
    return fail(code, `${file} cannot be used.`, REMEDY);
  }
  const { path, message, remedy } = explain(schema, issue);
  const line = lineOf(document, path, lines);
  const place = path.length === 0 ? "" : `${path.join(".")}: `;
  return fail(code, `${file}, line ${line}: ${place}${message}.`, remedy, { file, line });
}

const REMEDY = "Correct the line and repeat.";

interface Explained {
  readonly path: PropertyKey[];
  readonly message: string;
  readonly remedy: string;
}

function explain(schema: z.ZodType, issue: z.core.$ZodIssue): Explained {
  if (issue.code !== "unrecognized_keys") {
    const isMissing = issue.code === "invalid_type" && issue.input === undefined;
    const message = isMissing ? "is missing" : lowerFirst(issue.message);
    return { path: [...issue.path], message, remedy: REMEDY };
  }
  const [key = ""] = issue.keys;
  const known = keysAt(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }), issue.path);
  const nearest = nearestKey(key, known);
  return {
    path: [...issue.path, key],
    message: "is not a known key",
    remedy:
      nearest === null ? `Known keys are ${known.join(", ")}.` : `The nearest key is "${nearest}".`,
  };
}

function lowerFirst(message: string): string {
  return `${message.slice(0, 1).toLowerCase()}${message.slice(1)}`.replace(/\.$/, "");
}

const SchemaNode = z.looseObject({
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
});

/** The keys a JSON schema allows at a path. */
function keysAt(root: unknown, path: readonly PropertyKey[]): string[] {
  let node = SchemaNode.parse(root);
  for (const step of path) {
    const next = typeof step === "number" ? node.items : node.properties?.[String(step)];
    const parsed = SchemaNode.safeParse(next);
    if (!parsed.success) {
      return [];
    }
    node = parsed.data;
  }
  return Object.keys(node.properties ?? {});
}

/** The line of the deepest node on the path that the document has. */
function lineOf(document: Document, path: readonly PropertyKey[], lines: LineCounter): number {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const parent = depth === 1 ? document.contents : document.getIn(path.slice(0, depth - 1), true);
    const last = path[depth - 1];
    const key = isMap(parent)
      ? parent.items.find((pair) => isScalar(pair.key) && pair.key.value === last)?.key
      : undefined;
    const node = key ?? document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) {
      return lines.linePos(node.range[0]).line;
    }
  }
  return 1;
}
