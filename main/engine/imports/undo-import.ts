import type { ChangeContext, EngineContext } from "../context.ts";
import { refreshOverlaps } from "./file-overlaps.ts";
import { knownFile } from "./known-file.ts";
import { readSourceRows, type SourceRow, setSourceFileActive } from "./source-records.ts";

type Named = Readonly<Record<"sourceFileId" | "file", string>>;

/**
 * Takes an import back in one change: its files are withdrawn, and the files they took the place
 * of count again. Every row stays, so that the import can be done again by restoring it.
 * Errors: `source-file-not-found`
 */
export function undoImport(
  context: EngineContext,
  { sourceFileIds }: { readonly sourceFileIds: readonly string[] },
): Promise<{ withdrawn: Named[]; restored: Named[] }> {
  return context.change("undo-import", async (change) => {
    const rows = await readSourceRows(change.writer, null);
    const undone = new Set(sourceFileIds);
    const gone: SourceRow[] = [];
    for (const sourceFileId of undone) {
      gone.push(await knownFile(change.writer, sourceFileId));
    }
    const back = rows.filter(
      ({ is_active, superseded_by: heir }) => !is_active && heir !== null && undone.has(heir),
    );
    const active = gone.filter(({ is_active }) => is_active);
    for (const row of active) {
      await setActive(change, row, false);
    }
    for (const row of back) {
      await setActive(change, row, true);
    }
    await refreshOverlaps(
      change.writer,
      back.map(({ source_file_id }) => source_file_id),
    );
    return { withdrawn: active.map(named), restored: back.map(named) };
  });
}

async function setActive(
  { writer, audit }: ChangeContext,
  { source_file_id: sourceFileId, file_name: file, sha256, records_loaded: records }: SourceRow,
  isActive: boolean,
): Promise<void> {
  await setSourceFileActive(writer, sourceFileId, isActive, null);
  await audit({
    action: isActive ? "file-restored" : "file-withdrawn",
    subject: sourceFileId,
    detail: { file, sha256, records },
  });
}

function named({ source_file_id: sourceFileId, file_name: file }: SourceRow): Named {
  return { sourceFileId, file };
}
