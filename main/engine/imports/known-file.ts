import { fail } from "../../../shared/errors.ts";
import type { Reader } from "../database/database.ts";
import { readSourceRows, type SourceRow } from "./source-records.ts";

/**
 * A file of the workspace, active or not.
 * Errors: source-file-not-found
 */
export async function knownFile(reader: Reader, sourceFileId: string): Promise<SourceRow> {
  const [row] = await readSourceRows(reader, sourceFileId);
  return (
    row ??
    fail(
      "source-file-not-found",
      `No file of this workspace has the id ${sourceFileId}.`,
      "Choose one from the list of sources.",
      { sourceFileId },
    )
  );
}
