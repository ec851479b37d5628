import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { JobContext } from "../context.ts";
import type { Reader } from "../database/database.ts";
import type { StagedFile } from "./loaded-file.ts";
import { keepSource } from "./readers/stage-file.ts";
import { readSourceRows } from "./source-records.ts";

/**
 * Keeps the delivered bytes by hash, as the job's last step. Its transaction may still be rolled
 * back, so the next turn of the writer removes those that no row names, and then moves the import
 * out of the write-ahead log. Closing the workspace waits for both.
 */
export async function keepSources(job: JobContext, files: readonly StagedFile[]): Promise<void> {
  const { database, folder, log } = job.engine;
  for (const file of files) {
    await keepSource(file, folder);
  }
  const operation = { id: `${job.operationId}:sources`, kind: "sources-kept" };
  const turn = database.write(operation, (writer) => removeUnnamed(writer, folder.sources, files));
  void turn
    .then(() => database.checkpoint())
    .catch((error: unknown) => log.error("sources-kept", error));
}

async function removeUnnamed(
  reader: Reader,
  folder: string,
  files: readonly StagedFile[],
): Promise<void> {
  const named = new Set((await readSourceRows(reader, null)).map(({ sha256 }) => sha256));
  for (const { sha256 } of files) {
    if (!named.has(sha256)) {
      await rm(join(folder, sha256), { force: true });
    }
  }
}
