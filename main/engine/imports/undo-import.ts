import { fail } from "../../../shared/errors.ts";
import type { ChangeContext, EngineContext } from "../context.ts";
import { refreshOverlaps } from "./file-overlaps.ts";
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
    const gone = sourceFileIds.map((id) => known(rows, id)).filter(({ is_active }) => is_active);
    const back = rows.filter(
      ({ is_active, superseded_by: heir }) => !is_active && heir !== null && undone.has(heir),
    );
    for (const row of gone) {
      await setActive(change, row, false);
    }
    for (const row of back) {
      await setActive(change, row, true);
    }
    await refreshOverlaps(
      change.writer,
      back.map(({ source_file_id }) => source_file_id),
    );
    return { withdrawn: gone.map(named), restored: back.map(named) };
  });
}

function known(rows: readonly SourceRow[], sourceFileId: string): SourceRow {
  return (
    rows.find(({ source_file_id }) => source_file_id === sourceFileId) ??
    fail(
      "source-file-not-found",
      `No file of this workspace has the id ${sourceFileId}.`,
      "Choose one from the list of sources.",
      { sourceFileId },
    )
  );
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
