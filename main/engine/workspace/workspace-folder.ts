import { chmod, mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import { hostname } from "node:os";
import { basename, join, resolve } from "node:path";
import { z } from "zod";
import { fail } from "../../../shared/errors.ts";

/** The paths of one workspace folder, `NAME.tieout/`. */
export interface WorkspaceFolder {
  readonly root: string;
  readonly name: string;
  readonly databaseFile: string;
  readonly headFile: string;
  /** Source files kept by hash. */
  readonly sources: string;
  /** Transcoded text on its way into the database; emptied on open. */
  readonly staging: string;
  readonly temporary: string;
}

const Lock = z.object({ pid: z.number(), host: z.string(), started: z.string() });

/** Creates the folder where it is absent, with modes only the owner can read. */
export async function openWorkspaceFolder(path: string): Promise<WorkspaceFolder> {
  const root = resolve(path);
  const folder: WorkspaceFolder = {
    root,
    name: basename(root).replace(/\.tieout$/, ""),
    databaseFile: join(root, "workspace.duckdb"),
    headFile: join(root, "head.json"),
    sources: join(root, "sources"),
    staging: join(root, "staging"),
    temporary: join(root, "temporary"),
  };
  await mkdir(root, { recursive: true, mode: 0o700 });
  await chmod(root, 0o700);
  return folder;
}

/** Empties what a crash left behind; only the lock's owner may call it. */
export async function resetWorkingFolders(folder: WorkspaceFolder): Promise<void> {
  await mkdir(folder.sources, { recursive: true, mode: 0o700 });
  for (const path of [folder.staging, folder.temporary]) {
    await rm(path, { recursive: true, force: true });
    await mkdir(path, { recursive: true, mode: 0o700 });
  }
}

/**
 * Takes the workspace's lock file; a lock of a process that has died is taken over.
 * Errors: `workspace-in-use` names the process that holds it.
 */
export async function lockWorkspace(
  folder: WorkspaceFolder,
  started: string,
): Promise<() => Promise<void>> {
  const path = join(folder.root, "lock");
  const content = JSON.stringify({ pid: process.pid, host: hostname(), started });
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      const file = await open(path, "wx", 0o600);
      try {
        await file.writeFile(content);
      } catch (error) {
        await rm(path, { force: true });
        throw error;
      } finally {
        await file.close();
      }
      return () => rm(path, { force: true });
    } catch (error) {
      if (!isErrorCode(error, "EEXIST")) {
        throw error;
      }
      await removeStaleLock(path, folder);
    }
  }
  return fail("workspace-in-use", inUse(folder, "another process"), CLOSE_IT);
}

const CLOSE_IT = "Close Tieout there, or wait until its work is done, then open it again.";

function inUse(folder: WorkspaceFolder, owner: string): string {
  return `The workspace "${folder.name}" is open in ${owner}.`;
}

async function removeStaleLock(path: string, folder: WorkspaceFolder): Promise<void> {
  const lock = await readLock(path);
  if (lock === undefined) {
    return;
  }
  const isHere = lock.host === hostname();
  if (!isHere) {
    fail("workspace-in-use", inUse(folder, `process ${lock.pid} on ${lock.host}`), CLOSE_IT);
  }
  if (isAlive(lock.pid)) {
    fail("workspace-in-use", inUse(folder, `process ${lock.pid} on this computer`), CLOSE_IT, {
      pid: lock.pid,
    });
  }
  // Renamed first, so that of two processes that see the same stale lock only one removes it.
  const aside = `${path}.${process.pid}`;
  await rename(path, aside).catch(() => undefined);
  await rm(aside, { force: true });
}

async function readLock(path: string): Promise<z.infer<typeof Lock> | undefined> {
  try {
    return Lock.parse(JSON.parse(await readFile(path, "utf8")));
  } catch (error) {
    if (isErrorCode(error, "ENOENT")) {
      return undefined;
    }
    const { mtimeMs } = await stat(path);
    return { pid: 0, host: hostname(), started: String(mtimeMs) };
  }
}

function isAlive(pid: number): boolean {
  if (pid === 0) {
    return false;
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isErrorCode(error, "EPERM");
  }
}

export function isErrorCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

/** Writes beside, syncs, renames: a reader sees the old content or the new, never a part. */
export async function writeFileAtomic(path: string, content: string | Uint8Array): Promise<void> {
  const partial = `${path}.part`;
  const file = await open(partial, "w", 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(partial, path);
}
