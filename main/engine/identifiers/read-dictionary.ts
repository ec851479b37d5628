import { stringify } from "yaml";
import { type Identifiers, IdentifiersFile } from "../../../shared/domain/identifiers.ts";
import { type Problem, readBySchema } from "../documents/read-by-schema.ts";

export type ReadDictionary =
  | { readonly identifiers: Identifiers; readonly problems: readonly [] }
  | { readonly identifiers: null; readonly problems: readonly Problem[] };

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
  const { value, problems } = readBySchema(text, IdentifiersFile, EXAMPLE);
  return value === null
    ? { identifiers: null, problems }
    : { identifiers: value.identifiers, problems: [] };
}
