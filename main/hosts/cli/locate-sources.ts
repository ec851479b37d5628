import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import { basename, join, relative, sep } from "node:path";
import type { VerifiedCheck } from "../../engine/workbook/verify-workbook.ts";

export interface NamedSource {
  readonly file: string;
  readonly sha256: string;
}

export interface LocatedSources {
  readonly checks: readonly VerifiedCheck[];
  /** Where each source lies, in the order asked; null where the folder has none of its name. */
  readonly paths: readonly (string | null)[];
}

interface Candidate {
  readonly path: string;
  readonly name: string;
}

/** Finds each source in a folder by its bytes, else by its name, and says which it is. */
export async function locateSources(
  sources: readonly NamedSource[],
  folder: string,
): Promise<LocatedSources> {
  const candidates = await filesBelow(folder);
  const hashes = new Map<string, Promise<string>>();
  const hashOf = (path: string): Promise<string> => {
    const hash = hashes.get(path) ?? hashFile(path);
    hashes.set(path, hash);
    return hash;
  };
  const checks: VerifiedCheck[] = [];
  const paths: (string | null)[] = [];
  for (const source of sources) {
    const named = nearestFirst(candidates, source.file);
    const found = await findAsync(
      named,
      async ({ path }) => (await hashOf(path)) === source.sha256,
    );
    const path = found?.path ?? named[0]?.path ?? null;
    const detail =
      path === null
        ? `No file of this name is in ${folder}.`
        : found === undefined
          ? `The file's SHA-256 is ${await hashOf(path)}; the close was made from ${source.sha256}.`
          : `SHA-256 ${source.sha256}`;
    checks.push({ check: `source ${source.file}`, ok: found !== undefined, detail });
    paths.push(path);
  }
  return { checks, paths };
}

/** Files of the source's own name; those whose folders are named like the source's come first. */
function nearestFirst(candidates: readonly Candidate[], file: string): Candidate[] {
  const rank = ({ name }: Candidate): number =>
    name === file || name.endsWith(`/${file}`) ? 0 : 1;
  return candidates
    .filter(({ name }) => basename(name) === basename(file))
    .sort((a, b) => rank(a) - rank(b));
}

async function findAsync<T>(
  values: readonly T[],
  holds: (value: T) => Promise<boolean>,
): Promise<T | undefined> {
  for (const value of values) {
    if (await holds(value)) {
      return value;
    }
  }
  return undefined;
}

async function filesBelow(folder: string): Promise<Candidate[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({ path, name: relative(folder, path).replaceAll(sep, "/") }));
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) {
    hash.update(chunk as Buffer);
  }
  return hash.digest("hex");
}
