import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import type { SourceFile } from "../../../shared/contract/workspace.ts";

export interface Check {
  readonly check: string;
  readonly ok: boolean;
  readonly detail: string;
}

/** Whether the files of a folder are byte for byte the ones the workspace was made from. */
export async function verifySources(
  sources: readonly SourceFile[],
  folder: string,
): Promise<Check[]> {
  const paths = await filesBelow(folder);
  const checks: Check[] = [];
  for (const { file, sha256 } of sources) {
    const check = `source file ${file}`;
    const named = paths.filter((path) => basename(path) === basename(file));
    const hashes = await Promise.all(named.map(hashOf));
    checks.push(
      named.length === 0
        ? { check, ok: false, detail: "is not in the folder" }
        : hashes.includes(sha256)
          ? { check, ok: true, detail: `SHA-256 ${sha256}` }
          : { check, ok: false, detail: `has other bytes: SHA-256 ${hashes.join(", ")}` },
    );
  }
  return checks;
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) {
    hash.update(chunk);
  }
  return hash.digest("hex");
}
