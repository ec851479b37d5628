import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { EngineContext } from "../context.ts";
import type { StagedFile } from "./loaded-file.ts";
import { keepSource } from "./readers/stage-file.ts";
import { readSourceRows } from "./source-records.ts";

/**
 * Keeps the delivered bytes by hash, as the job's last step. Its transaction may still be rolled
 * back, so once it has ended, files that no row names are removed again.
 */
export async function keepSources(
  engine: EngineContext,
  files: readonly StagedFile[],
): Promise<void> {
  for (const file of files) {
    await keepSource(file, engine.folder);
  }
  void afterTransaction(engine)
    .then(() => removeUnnamed(engine, files))
    .catch((error: unknown) => engine.log.error("import-afterwork", error));
}

/** Also moves the import out of the write-ahead log, which is due after every import. */
async function afterTransaction({ database }: EngineContext): Promise<void> {
  await database.checkpoint();
}

async function removeUnnamed(
  { database, folder }: EngineContext,
  files: readonly StagedFile[],
): Promise<void> {
  const rows = await database.read((reader) => readSourceRows(reader, null));
  const named = new Set(rows.map(({ sha256 }) => sha256));
  for (const { sha256 } of files) {
    if (!named.has(sha256)) {
      await rm(join(folder.sources, sha256), { force: true });
    }
  }
}
