import { stringify } from "yaml";
import { z } from "zod";
import type { RuleProblem } from "../../../shared/contract/allocation.ts";
import { type Identifiers, IdentifiersFile } from "../../../shared/domain/identifiers.ts";
import { nearestKey } from "../documents/nearest-key.ts";
import { type Path, type PlaceOf, readDocument } from "../documents/read-document.ts";

type Problem = z.infer<typeof RuleProblem>;

export type ReadDictionary =
  | { readonly identifiers: Identifiers; readonly problems: readonly [] }
  | { readonly identifiers: null; readonly problems: readonly Problem[] };

const TEXT_MAX = 4_000_000;
const EXAMPLE = "docs/identifiers.md has an example of every key.";

/** The dictionary as a text to read and to edit; nothing is read as a number. */
export function dictionaryText(identifiers: Identifiers): string {
  if (Object.keys(identifiers).length === 0) {
    return "";
  }
  return stringify({ tieout: 1, identifiers }, { lineWidth: 100, defaultStringType: "PLAIN" });
}

/** Reads the text to the dictionary, or to every problem found, each with its place. */
export function readDictionary(text: string): ReadDictionary {
  if (text.length > TEXT_MAX) {
    return refused("The text is longer than 4,000,000 characters.", "Split it.", null);
  }
  const read = readDocument(text, IdentifiersFile);
  if (!read.ok) {
    return refused(`This is not YAML: ${read.message}.`, "Correct the line.", read.place.line);
  }
  if (read.content === null) {
    return refused("The text is empty.", `Begin with "tieout: 1"; ${EXAMPLE}`, null);
  }
  const parsed = IdentifiersFile.safeParse(read.content);
  return parsed.success
    ? { identifiers: parsed.data.identifiers, problems: [] }
    : {
        identifiers: null,
        problems: parsed.error.issues.flatMap((issue) => problemsOf(issue, read.placeOf)),
      };
}

function refused(message: string, remedy: string, line: number | null): ReadDictionary {
  return { identifiers: null, problems: [{ path: "", message, remedy, line }] };
}

function problemsOf(issue: z.core.$ZodIssue, placeOf: PlaceOf): Problem[] {
  const path = pathText(issue.path);
  if (issue.code !== "unrecognized_keys") {
    const isMissing = issue.code === "invalid_type" && / undefined$/.test(issue.message);
    const says = isMissing ? "is missing" : issue.message.replace(/\.$/, "");
    const place = placeOf(issue.path);
    const message = `${path || "The text"}: ${says}.`;
    return [{ path, message, remedy: `Correct it; ${EXAMPLE}`, line: place?.line ?? null }];
  }
  const known = [...KEYS];
  return issue.keys.map((key) => {
    const nearest = nearestKey(key, known);
    return {
      path: pathText([...issue.path, key]),
      message: `"${key}" is not a known key of ${path || "the text"}.`,
      remedy: nearest === null ? `Remove it; ${EXAMPLE}` : `Did you mean "${nearest}"?`,
      line: placeOf(issue.path, key)?.line ?? null,
    };
  });
}

const SchemaNode = z.looseObject({ properties: z.record(z.string(), z.unknown()).optional() });
const KEYS: ReadonlySet<string> = new Set(
  keysIn(z.toJSONSchema(IdentifiersFile, { io: "input", unrepresentable: "any" })),
);

/** Every key a JSON schema knows at any depth. */
function keysIn(value: unknown): string[] {
  const node = SchemaNode.safeParse(value);
  if (Array.isArray(value) || !node.success) {
    return Array.isArray(value) ? value.flatMap(keysIn) : [];
  }
  return [...Object.keys(node.data.properties ?? {}), ...Object.values(node.data).flatMap(keysIn)];
}

function pathText(path: Path): string {
  return path
    .map((step) => (typeof step === "number" ? `[${step + 1}]` : `.${String(step)}`))
    .join("")
    .replace(/^\./, "");
}
