import { constants, copyFile, link, readFile, rename, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { fail } from "../../../shared/errors.ts";
import { isErrorCode, type WorkspaceFolder } from "./workspace-folder.ts";

const Lock = z.object({ pid: z.number().int().positive(), host: z.string(), started: z.string() });

/** Tells apart the files that tries of one process make. */
let tries = 0;

/**
 * Takes the workspace's lock file; a lock of a process that has died is taken over.
 * Errors: `workspace-in-use` names the process that holds it.
 */
export async function lockWorkspace(
  folder: WorkspaceFolder,
  started: string,
): Promise<() => Promise<void>> {
  const path = join(folder.root, "lock");
  tries += 1;
  const own = `${path}.${process.pid}.${tries}`;
  const content = JSON.stringify({ pid: process.pid, host: hostname(), started });
  await writeFile(own, content, { flag: "wx", mode: 0o600 });
  try {
    if (!(await putInPlace(own, path)) && !(await takeOver(own, path, folder))) {
      fail("workspace-in-use", inUse(folder, "another process"), CLOSE_IT);
    }
  } finally {
    await rm(own, { force: true });
  }
  return () => rm(path, { force: true });
}

const CLOSE_IT = "Close Tieout there, or wait until its work is done, then open it again.";

function inUse(folder: WorkspaceFolder, owner: string): string {
  return `The workspace "${folder.name}" is open in ${owner}.`;
}

/**
 * Makes the lock with its content in one step, so that nobody reads it empty and takes it for
 * broken; where files cannot be linked, in two. False where a lock is there.
 */
async function putInPlace(own: string, path: string): Promise<boolean> {
  try {
    await link(own, path);
    return true;
  } catch (error) {
    if (isErrorCode(error, "EEXIST")) {
      return false;
    }
    if (!NO_LINKS.some((code) => isErrorCode(error, code))) {
      throw error;
    }
  }
  try {
    await copyFile(own, path, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if (isErrorCode(error, "EEXIST")) {
      return false;
    }
    throw error;
  }
}

const NO_LINKS = ["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"];

/**
 * Takes the place of a process that has died. Only who holds the second lock may: then nobody
 * else can replace the dead one between the look at it and its replacement.
 */
async function takeOver(own: string, path: string, folder: WorkspaceFolder): Promise<boolean> {
  await refuseHeld(path, folder);
  const second = `${path}.taking`;
  if (!(await putInPlace(own, second))) {
    await refuseHeld(second, folder);
    await rm(second, { force: true });
    return false;
  }
  try {
    if (!(await refuseHeld(path, folder))) {
      return await putInPlace(own, path);
    }
    await rename(own, path);
    return true;
  } finally {
    await rm(second, { force: true });
  }
}

/** Whether a lock is there; one that a living process holds is refused. */
async function refuseHeld(path: string, folder: WorkspaceFolder): Promise<boolean> {
  const content = await readIfThere(path);
  const lock = parseLock(content ?? "");
  if (lock === null) {
    return content !== null;
  }
  if (lock.host !== hostname()) {
    fail("workspace-in-use", inUse(folder, `process ${lock.pid} on ${lock.host}`), CLOSE_IT);
  }
  if (isAlive(lock.pid)) {
    fail("workspace-in-use", inUse(folder, `process ${lock.pid} on this computer`), CLOSE_IT, {
      pid: lock.pid,
    });
  }
  return true;
}

/** Null where a crash left it without its content. */
function parseLock(content: string): z.infer<typeof Lock> | null {
  try {
    return Lock.parse(JSON.parse(content));
  } catch {
    return null;
  }
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (isErrorCode(error, "ENOENT")) {
      return null;
    }
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isErrorCode(error, "EPERM");
  }
}
