import type { BigIntStats } from "node:fs";
import { lstat, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { compareByCodePoint } from "../../../../shared/domain/apportion.ts";
import { isErrorCode, type WorkspaceFolder } from "../../workspace/workspace-folder.ts";

/** What a folder is looked through for: deeper or more than this is said, not read. */
export const DEPTH_MAX = 8;
export const FILES_MAX = 10_000;

/** A file as it lies in a folder, before its content is looked at. */
export interface FolderFile {
  /** From the named folder on, with slashes on every computer. */
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
  /** Milliseconds since 1970, as the file system says. */
  readonly modifiedMs: number;
  /** Changes whenever the file was written or replaced. */
  readonly stamp: string;
  /** Why it is left alone; null where it is an ordinary file. */
  readonly leftOut: string | null;
  /** Why it cannot be read; null where nothing stands in the way yet. */
  readonly unreadable: string | null;
}

export interface FolderListing {
  readonly files: readonly FolderFile[];
  /** More files than are looked at. */
  readonly isCut: boolean;
}

export type FolderTrouble = "vanished" | "denied" | "unreachable";

const TEMPORARY = [
  /^~\$/,
  /~$/,
  /\.(?:tmp|temp|part|partial|crdownload|opdownload|download|filepart|swp|lck|lock)$/i,
  /^(?:thumbs\.db|desktop\.ini)$/i,
];
const IS_TEMPORARY = "It has the name of a file that a program is still working on.";
const IS_LINK = "It is a link; the file itself can be put into the folder.";
const IS_NO_FILE = "It is no file but a pipe, a socket or a device.";
const IS_WORKSPACE = "It belongs to a workspace.";
const CANNOT_STAT = "It cannot be looked at; check that you may read it.";
const CANNOT_OPEN = "This sub-folder cannot be opened; check that you may read it.";
const TOO_DEEP = `It lies more than ${DEPTH_MAX} folders deep, so it is not looked into.`;

/**
 * Every file of a folder and its sub-folders, in the order of their names. Links are not followed,
 * hidden folders and workspaces are not entered, and no file is opened.
 */
export async function folderFiles(
  root: string,
  workspace: WorkspaceFolder,
): Promise<FolderListing | FolderTrouble> {
  const database = await stat(workspace.databaseFile, { bigint: true }).catch(() => null);
  const files: FolderFile[] = [];
  const walk = async (folder: string, prefix: string, depth: number): Promise<void> => {
    const entries = await readdir(folder, { withFileTypes: true });
    for (const entry of entries.sort((a, b) => compareByCodePoint(a.name, b.name))) {
      if (files.length > FILES_MAX) {
        return;
      }
      const path = join(folder, entry.name);
      const name = `${prefix}${entry.name}`;
      if (!entry.isDirectory()) {
        files.push(await fileAt(path, name, database));
      } else if (isEntered(entry.name, path, workspace)) {
        if (depth === DEPTH_MAX) {
          files.push(unopened(path, `${name}/`, { leftOut: TOO_DEEP }));
        } else {
          await walk(path, `${name}/`, depth + 1).catch(() => {
            files.push(unopened(path, `${name}/`, { unreadable: CANNOT_OPEN }));
          });
        }
      }
    }
  };
  try {
    await walk(root, "", 0);
  } catch (error) {
    return troubleOf(error);
  }
  return { files: files.slice(0, FILES_MAX), isCut: files.length > FILES_MAX };
}

/** A sub-folder that is neither hidden nor a workspace. */
function isEntered(name: string, path: string, workspace: WorkspaceFolder): boolean {
  return !name.startsWith(".") && !/\.tieout$/i.test(name) && path !== workspace.root;
}

async function fileAt(
  path: string,
  name: string,
  database: BigIntStats | null,
): Promise<FolderFile> {
  const found = await lstat(path, { bigint: true }).catch(() => null);
  if (found === null) {
    return unopened(path, name, { unreadable: CANNOT_STAT });
  }
  return {
    name,
    path,
    bytes: Number.parseInt(String(found.size), 10),
    modifiedMs: Number.parseInt(String(found.mtimeNs / 1_000_000n), 10),
    stamp: stampOf(found),
    leftOut: leftOut(name, found, database),
    unreadable: null,
  };
}

export function stampOf({ size, mtimeNs, ctimeNs }: BigIntStats): string {
  return `${size} ${mtimeNs} ${ctimeNs}`;
}

function leftOut(name: string, found: BigIntStats, database: BigIntStats | null): string | null {
  const last = name.slice(name.lastIndexOf("/") + 1);
  if (found.isSymbolicLink()) {
    return IS_LINK;
  }
  if (!found.isFile()) {
    return IS_NO_FILE;
  }
  // Reading the open database, by whatever name, would take its lock away.
  if (database !== null && found.ino === database.ino && found.dev === database.dev) {
    return IS_WORKSPACE;
  }
  const isTemporary = last.startsWith(".") || TEMPORARY.some((pattern) => pattern.test(last));
  return isTemporary ? IS_TEMPORARY : null;
}

function unopened(
  path: string,
  name: string,
  { leftOut = null, unreadable = null }: Partial<Pick<FolderFile, "leftOut" | "unreadable">>,
): FolderFile {
  return { name, path, bytes: 0, modifiedMs: 0, stamp: "", leftOut, unreadable };
}

function troubleOf(error: unknown): FolderTrouble {
  if (isErrorCode(error, "ENOENT") || isErrorCode(error, "ENOTDIR")) {
    return "vanished";
  }
  return isErrorCode(error, "EACCES") || isErrorCode(error, "EPERM") ? "denied" : "unreachable";
}
