import { readFile } from "node:fs/promises";
import { z } from "zod";
import { type ErrorCode, fail } from "../../../shared/errors.ts";
import { nearestKey } from "../../engine/documents/nearest-key.ts";
import { type Path, type PlaceOf, readDocument } from "../../engine/documents/read-document.ts";
import { placed } from "./name-file.ts";

/** The text of a file the command line named. */
export async function readTextFile(path: string, code: ErrorCode = "file-unreadable") {
  try {
    return await readFile(path, "utf8");
  } catch {
    return fail(code, `The file "${path}" cannot be read.`, "Check the path and its permissions.");
  }
}

/** A YAML file as the value its schema describes, and where each part of it stands. */
export interface YamlFile<T> {
  readonly value: T;
  readonly file: string;
  readonly placeOf: PlaceOf;
}

/**
 * Reads a YAML file; scalars the schema wants as text are kept as they are written.
 * Errors: `code`, naming file, line, column, what was found and the nearest known key
 */
export function parseYaml<T extends z.ZodType>(
  schema: T,
  text: string,
  file: string,
  code: ErrorCode,
): YamlFile<z.output<T>> {
  const read = readDocument(text, schema);
  if (!read.ok) {
    return fail(code, `${placed(file, read.place)}: ${read.message}.`, REMEDY, {
      file,
      ...read.place,
    });
  }
  const result = schema.safeParse(read.content);
  if (result.success) {
    return { value: result.data, file, placeOf: read.placeOf };
  }
  // A misspelt key is also a missing one; what was written says more than what was not.
  const issues = realIssues(result.error.issues);
  const issue = issues.find((one) => one.code === "unrecognized_keys") ?? issues[0];
  if (issue === undefined) {
    return fail(code, `${file} cannot be used.`, REMEDY);
  }
  const { path, key, message, remedy } = explain(schema, issue, read.content);
  const place = read.placeOf(path, key) ?? { line: 1, column: 1 };
  const what = [...path, ...(key === undefined ? [] : [key])].map(String).join(".");
  const says = `${what === "" ? "" : `${what}: `}${message}`;
  return fail(code, `${placed(file, place)}: ${says}.`, remedy, { file, ...place });
}

const REMEDY = "Correct the line and repeat.";

/** Of the alternatives of a value, the one that came furthest says what is wrong. */
function realIssues(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue[] {
  return issues.flatMap((issue) => {
    if (issue.code !== "invalid_union") {
      return [issue];
    }
    const inner = issue.errors.map((errors) =>
      realIssues(errors).map((error) => ({ ...error, path: [...issue.path, ...error.path] })),
    );
    const deep = inner.filter((errors) =>
      errors.some(({ path }) => path.length > issue.path.length),
    );
    return deep[0] ?? [issue];
  });
}

interface Explained {
  readonly path: Path;
  readonly key?: string;
  readonly message: string;
  readonly remedy: string;
}

function explain(schema: z.ZodType, issue: z.core.$ZodIssue, content: unknown): Explained {
  const { path } = issue;
  const value = valueAt(content, path);
  switch (issue.code) {
    case "unrecognized_keys": {
      const [key = ""] = issue.keys;
      const known = keysAt(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }), path);
      return { path, key, message: "is not a known key", remedy: keyRemedy(key, known) };
    }
    case "invalid_type":
      return value === undefined
        ? { path, message: "is missing", remedy: `Add it; it holds ${kindOf(issue.expected)}.` }
        : { path, message: `is ${shown(value)}`, remedy: `Write ${kindOf(issue.expected)}.` };
    case "invalid_value": {
      const values = issue.values.map(String);
      const near = typeof value === "string" ? nearestKey(value, values) : null;
      const hint = near === null ? "" : ` The nearest is "${near}".`;
      return value === undefined
        ? { path, message: "is missing", remedy: `Write one of: ${values.join(", ")}.` }
        : {
            path,
            message: `is ${shown(value)}`,
            remedy: `Write ${values.length === 1 ? "" : "one of: "}${values.join(", ")}.${hint}`,
          };
    }
    default:
      return {
        path,
        message: `${lowerFirst(issue.message)}, found ${shown(value)}`,
        remedy: REMEDY,
      };
  }
}

function keyRemedy(key: string, known: readonly string[]): string {
  const nearest = nearestKey(key, known);
  return nearest === null
    ? `Known keys are ${known.join(", ")}.`
    : `The nearest key is "${nearest}".`;
}

const KINDS: Readonly<Record<string, string>> = {
  array: "a list",
  object: "a group of keys",
  record: "a group of keys",
  string: "text",
  number: "a whole number",
  int: "a whole number",
  boolean: "true or false",
};
const kindOf = (expected: string): string => KINDS[expected] ?? expected;

function shown(value: unknown): string {
  if (value === null || value === undefined) {
    return "empty";
  }
  if (Array.isArray(value)) {
    return "a list";
  }
  return typeof value === "object" ? "a group of keys" : `"${String(value)}"`;
}

function lowerFirst(message: string): string {
  return `${message.slice(0, 1).toLowerCase()}${message.slice(1)}`.replace(/\.$/, "");
}

function valueAt(content: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof value === "object" && value !== null ? Reflect.get(value, step) : undefined,
    content,
  );
}

const SchemaNode = z.looseObject({
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
});

/** The keys a JSON schema allows at a path. */
function keysAt(root: unknown, path: Path): string[] {
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
