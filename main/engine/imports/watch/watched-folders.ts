import { createHash } from "node:crypto";
import { realpath, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { basename, sep } from "node:path";
import { z } from "zod";
import { fail } from "../../../../shared/errors.ts";
import type { Reader, Writer } from "../../database/database.ts";
import { sql, statement } from "../../database/sql.ts";
import type { WorkspaceFolder } from "../../workspace/workspace-folder.ts";
import watchedFolders from "./watched-folders.sql?raw";

const SETTING = "watched_folders";

const NamedFolder = z.object({
  folderId: z.string(),
  name: z.string(),
  path: z.string(),
  /** Of the place the workspace had when a person named the folder. */
  seal: z.string(),
});
export type NamedFolder = z.infer<typeof NamedFolder>;

const NamedFolders = z.object({
  last: z.number().int().default(0),
  folders: z.array(NamedFolder).default([]),
});
type NamedFolders = z.infer<typeof NamedFolders>;

/** The folders a workspace names, in the order they were named. */
export async function readFolders(reader: Reader): Promise<NamedFolders> {
  const [row] = await reader.rows(z.object({ value: z.string() }), statement(watchedFolders));
  return NamedFolders.parse(row === undefined ? {} : JSON.parse(row.value));
}

export async function storeFolders(writer: Writer, wanted: NamedFolders): Promise<void> {
  await writer.run(
    sql`insert or replace into workspace_setting (key, value)
      values (${SETTING}, ${JSON.stringify(wanted)})`,
  );
}

/**
 * Ties a named folder to this workspace where it lies now. One that came from elsewhere could name
 * any path of this computer, so its folders are looked into only after a person names them here.
 */
export async function sealOf({ root }: WorkspaceFolder): Promise<string> {
  const { ino } = await stat(root, { bigint: true });
  return createHash("sha256")
    .update(JSON.stringify([String(ino), homedir()]))
    .digest("hex")
    .slice(0, 24);
}

/**
 * The folder a person chose, by its real path.
 * Errors: `file-unreadable` where it is no folder, `usage` where it is the workspace's own
 */
export async function chosenFolder(
  path: string,
  workspace: WorkspaceFolder,
): Promise<{ readonly path: string; readonly name: string }> {
  const real = await realpath(path).catch(() => null);
  const found = real === null ? null : await stat(real).catch(() => null);
  if (real === null || found === null || !found.isDirectory()) {
    return fail(
      "file-unreadable",
      `There is no folder "${basename(path)}" that can be opened.`,
      "Choose a folder that is there and that you may read.",
    );
  }
  const root = await realpath(workspace.root);
  if (real === root || real.startsWith(`${root}${sep}`)) {
    return fail(
      "usage",
      `"${basename(real)}" belongs to the workspace itself.`,
      "Choose the folder your exports are saved to.",
    );
  }
  return { path: real, name: basename(real) === "" ? real : basename(real) };
}
