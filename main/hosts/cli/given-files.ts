import { stat } from "node:fs/promises";
import { basename, isAbsolute, normalize, resolve, sep } from "node:path";
import { fail } from "../../../shared/errors.ts";

export interface GivenFile {
  readonly path: string;
  /** What the file is called from now on, on this computer as on any other. */
  readonly name: string;
}

/**
 * The files a command line names, before anything is opened or made.
 * Errors: `file-unreadable`, naming the first that is no file
 */
export async function givenFiles(paths: readonly string[]): Promise<GivenFile[]> {
  for (const path of paths) {
    await assertFile(path);
  }
  return paths.map((path) => ({ path: resolve(path), name: portableName(path) }));
}

export async function assertFile(path: string): Promise<void> {
  const entry = await stat(path).catch(() => null);
  if (entry === null) {
    fail("file-unreadable", `There is no file "${path}".`, "Check the path.");
  }
  if (!entry.isFile()) {
    fail("file-unreadable", `"${path}" is a folder, not a file.`, "Name the files in it.");
  }
}

/** Where a file lies on one computer is no part of what a close is made of. */
function portableName(path: string): string {
  const plain = normalize(path).split(sep).join("/");
  return isAbsolute(path) || plain.startsWith("../") ? basename(plain) : plain;
}
