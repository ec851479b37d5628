import { z } from "zod";
import type { RuleProblem } from "../../../shared/contract/allocation.ts";
import { nearestKey } from "./nearest-key.ts";
import { type Path, type PlaceOf, readDocument } from "./read-document.ts";

export type Problem = z.infer<typeof RuleProblem>;

export type ReadBySchema<T> =
  | { readonly value: T; readonly problems: readonly []; readonly placeOf: PlaceOf }
  | { readonly value: null; readonly problems: readonly Problem[] };

const TEXT_MAX = 4_000_000;

/** Reads YAML to what a schema describes, or to every problem found, each with its place. */
export function readBySchema<T extends z.ZodType>(
  text: string,
  schema: T,
  example: string,
): ReadBySchema<z.output<T>> {
  if (text.length > TEXT_MAX) {
    return refused("The text is longer than 4,000,000 characters.", "Split it.", null);
  }
  const read = readDocument(text, schema);
  if (!read.ok) {
    return refused(`This is not YAML: ${read.message}.`, "Correct the line.", read.place.line);
  }
  if (read.content === null) {
    return refused("The text is empty.", `Begin with "tieout: 1"; ${example}`, null);
  }
  const parsed = schema.safeParse(read.content);
  const { placeOf } = read;
  return parsed.success
    ? { value: parsed.data, problems: [], placeOf }
    : {
        value: null,
        problems: parsed.error.issues.flatMap((issue) =>
          problemsOf(issue, { placeOf, example, known: keysOf(schema) }),
        ),
      };
}

function refused(message: string, remedy: string, line: number | null): ReadBySchema<never> {
  return { value: null, problems: [{ path: "", message, remedy, line }] };
}

interface Reading {
  readonly placeOf: PlaceOf;
  readonly example: string;
  readonly known: readonly string[];
}

function problemsOf(issue: z.core.$ZodIssue, { placeOf, example, known }: Reading): Problem[] {
  const path = pathText(issue.path);
  if (issue.code !== "unrecognized_keys") {
    const isMissing = issue.code === "invalid_type" && / undefined$/.test(issue.message);
    const says = isMissing ? "is missing" : issue.message.replace(/\.$/, "");
    const place = placeOf(issue.path);
    const message = `${path || "The text"}: ${says}.`;
    return [{ path, message, remedy: `Correct it; ${example}`, line: place?.line ?? null }];
  }
  return issue.keys.map((key) => {
    const nearest = nearestKey(key, known);
    return {
      path: pathText([...issue.path, key]),
      message: `"${key}" is not a known key of ${path || "the text"}.`,
      remedy: nearest === null ? `Remove it; ${example}` : `Did you mean "${nearest}"?`,
      line: placeOf(issue.path, key)?.line ?? null,
    };
  });
}

const SchemaNode = z.looseObject({ properties: z.record(z.string(), z.unknown()).optional() });

function keysOf(schema: z.ZodType): string[] {
  return [...new Set(keysIn(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" })))];
}

/** Every key a JSON schema knows at any depth. */
function keysIn(value: unknown): string[] {
  const node = SchemaNode.safeParse(value);
  if (Array.isArray(value) || !node.success) {
    return Array.isArray(value) ? value.flatMap(keysIn) : [];
  }
  return [...Object.keys(node.data.properties ?? {}), ...Object.values(node.data).flatMap(keysIn)];
}

export function pathText(path: Path): string {
  return path
    .map((step) => (typeof step === "number" ? `[${step + 1}]` : `.${String(step)}`))
    .join("")
    .replace(/^\./, "");
}
