import { z } from "zod";
import type { Reader } from "../database/database.ts";
import { statement } from "../database/sql.ts";
import fileNames from "./file-name.sql?raw";
import { type RunInput, storedInputs } from "./run-inputs.ts";

const FileName = z.object({
  sha256: z.string(),
  file_name: z.string(),
  is_replaced: z.boolean(),
});
type FileName = z.infer<typeof FileName>;

const SETTING_NAME: Readonly<Record<string, string>> = { accounts: "account map" };

/** How many changes are named one by one. */
const NAMED_MAX = 3;

/**
 * What changed since a run, as a clause: `since then "late.csv" was imported`. Null where nothing
 * did, so that the run still says what a new one would.
 */
export async function changedInputs(
  reader: Reader,
  runId: string,
  current: readonly RunInput[],
): Promise<string | null> {
  const stored = await storedInputs(reader, runId);
  if (stored.length === 0) {
    return "it was made by an earlier version";
  }
  const changes = compareInputs(stored, current);
  if (changes.length === 0) {
    return null;
  }
  const files = new Map(
    (await reader.rows(FileName, statement(fileNames))).map((file) => [file.sha256, file]),
  );
  const words = [...new Set(changes.map((change) => describe(change, files)))];
  const more = words.length - NAMED_MAX;
  const named = words.slice(0, NAMED_MAX).join(", ");
  return `since then ${more > 0 ? `${named} and ${more} more changed` : named}`;
}

interface Change {
  readonly kind: string;
  readonly name: string;
  readonly change: "added" | "removed" | "changed";
}

function compareInputs(stored: readonly RunInput[], current: readonly RunInput[]): Change[] {
  const [before, now] = [byName(stored), byName(current)];
  return [...new Set([...now.keys(), ...before.keys()])].flatMap((key): Change[] => {
    const [old, fresh] = [before.get(key), now.get(key)];
    if (JSON.stringify(old) === JSON.stringify(fresh)) {
      return [];
    }
    const [kind = "", name = ""] = key.split("\u0001");
    const change = old === undefined ? "added" : fresh === undefined ? "removed" : "changed";
    return [{ kind, name, change }];
  });
}

/** Contents by kind and name; an account may have several dated entities. */
function byName(inputs: readonly RunInput[]): Map<string, string[]> {
  const contents = new Map<string, string[]>();
  for (const { kind, name, content } of inputs) {
    const key = `${kind}\u0001${name}`;
    contents.set(key, [...(contents.get(key) ?? []), content]);
  }
  return contents;
}

function describe({ kind, name, change }: Change, files: ReadonlyMap<string, FileName>): string {
  switch (kind) {
    case "file":
      return describeFile(files.get(name), change);
    case "rate":
      return "exchange rates of its months changed";
    case "entity":
      return `the entity of account ${name} changed`;
    case "run":
      return "an allocation it reads was run again";
    default:
      return `the ${SETTING_NAME[name] ?? name} of the workspace changed`;
  }
}

function describeFile(file: FileName | undefined, change: Change["change"]): string {
  if (file === undefined) {
    return "a file it was made of is gone";
  }
  const done = {
    added: "was imported",
    removed: file.is_replaced ? "was replaced" : "was withdrawn",
    changed: "was read with another mapping",
  };
  return `"${file.file_name}" ${done[change]}`;
}
