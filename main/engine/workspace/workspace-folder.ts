import { chmod, mkdir, open, rename, rm } from "node:fs/promises";
import { basename, join, resolve } from "node:path";

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
