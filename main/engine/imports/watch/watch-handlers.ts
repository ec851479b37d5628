import { lstat } from "node:fs/promises";
import { z } from "zod";
import type { Handlers } from "../../../../shared/contract/define.ts";
import type { Contract } from "../../../../shared/contract/index.ts";
import { Dataset } from "../../../../shared/domain/mapping.ts";
import { fail } from "../../../../shared/errors.ts";
import type { EngineContext } from "../../context.ts";
import { statement } from "../../database/sql.ts";
import dataAge from "./data-age.sql?raw";
import { describeLook } from "./describe-look.ts";
import { stampOf } from "./folder-files.ts";
import { FolderLooks, type LookedFile } from "./folder-looks.ts";
import { chosenFolder, readFolders, sealOf, storeFolders } from "./watched-folders.ts";

const AgeRow = z.object({
  dataset: Dataset,
  files: z.number(),
  last_day: z.string().nullable(),
  imported_at: z.string(),
});

const looksOf = new WeakMap<EngineContext, FolderLooks>();

/** One memory of what was seen per engine, so that a second look reads only what changed. */
function looks(context: EngineContext): FolderLooks {
  const known = looksOf.get(context) ?? new FolderLooks(context);
  looksOf.set(context, known);
  return known;
}

type WatchCalls = "watched" | "watch" | "unwatch" | "take" | "age";

export const watchHandlers: Pick<Handlers<Contract, EngineContext>["sources"], WatchCalls> = {
  async watched(context, { all }) {
    const found = await looks(context).look();
    return {
      lookedAt: context.clock.now(),
      folders: found.map((look) => describeLook(look, all)),
    };
  },

  async watch(context, { folder }) {
    const grant = context.files.open(folder, "folder");
    const chosen = await chosenFolder(grant.path, context.folder);
    const seal = await sealOf(context.folder);
    return context.change("watch-folder", async ({ writer, audit }) => {
      const { last, folders } = await readFolders(writer);
      const before = folders.find(({ path }) => path === chosen.path);
      const folderId = before?.folderId ?? `folder-${last + 1}`;
      const named = { folderId, ...chosen, seal };
      await storeFolders(writer, {
        last: before === undefined ? last + 1 : last,
        folders: [...folders.filter((one) => one !== before), named],
      });
      // Where a folder lies on one computer is no part of what a close is made of.
      const detail = { folder: chosen.name };
      await audit({ action: "folder-watched", subject: folderId, detail });
      return { folderId };
    });
  },

  async unwatch(context, { folderId }) {
    const { folders } = await context.database.read(readFolders);
    if (folders.every((one) => one.folderId !== folderId)) {
      return { forgotten: false };
    }
    return context.change("unwatch-folder", async ({ writer, audit }) => {
      const { last, folders: all } = await readFolders(writer);
      const folder = all.find((one) => one.folderId === folderId);
      await storeFolders(writer, { last, folders: all.filter((one) => one !== folder) });
      const detail = { folder: folder?.name ?? "" };
      await audit({ action: "folder-forgotten", subject: folderId, detail });
      return { forgotten: folder !== undefined };
    });
  },

  async take(context, { folderId, names }) {
    if (names.some((name) => looks(context).found(folderId, name) === undefined)) {
      await looks(context).look();
    }
    const files = [];
    for (const name of names) {
      const found = looks(context).found(folderId, name);
      if (found === undefined || !(await isTakeable(found))) {
        return fail(
          "file-unreadable",
          `"${name}" is not in the folder as it was when it was looked into.`,
          "Look into the folder again, then choose among the files that are there and at rest.",
        );
      }
      const token = context.files.grant(found.file.path, "read", name);
      files.push({ token, name, sha256: found.file.sha256 ?? "" });
    }
    return { files };
  },

  age: ({ database }) =>
    database.read(async (reader) => ({
      ages: (await reader.rows(AgeRow, statement(dataAge))).map(
        ({ last_day: lastDay, imported_at: importedAt, ...age }) => ({
          ...age,
          lastDay,
          importedAt,
        }),
      ),
    })),
};

/** A file with the bytes it had when it was looked at, and in whose place no link was put since. */
async function isTakeable({ file, class: found }: LookedFile): Promise<boolean> {
  const entry = await lstat(file.path, { bigint: true }).catch(() => null);
  const isSame = entry?.isFile() === true && stampOf(entry) === file.stamp;
  return isSame && file.sha256 !== undefined && found !== "left-out";
}
