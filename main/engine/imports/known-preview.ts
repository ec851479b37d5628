import type { ImportPreview } from "../../../shared/contract/jobs.ts";
import type { Reader } from "../database/database.ts";
import type { StagedFile } from "./loaded-file.ts";
import { previewTotal } from "./preview-total.ts";
import { readRejects } from "./read-rejects.ts";
import { groupRejects } from "./reject-groups.ts";
import {
  columnsOf,
  mappingOf,
  readFindings,
  readTotals,
  recordsOf,
  type SourceRow,
} from "./source-records.ts";

const REJECTS_MAX = 100_000;

/** What is known of a file whose bytes were read before in the same way. */
export async function knownPreview(
  reader: Reader,
  known: SourceRow,
  staged: StagedFile,
): Promise<ImportPreview> {
  const { source_file_id: sourceFileId } = known;
  const totals = (await readTotals(reader, sourceFileId)).get(sourceFileId) ?? [];
  const columns = columnsOf(known);
  const rejects = await readRejects(reader, sourceFileId, { offset: 0, limit: REJECTS_MAX });
  return {
    file: staged.name,
    sha256: staged.sha256,
    format: known.format,
    dataset: known.dataset,
    mapping: mappingOf(known),
    columns,
    records: recordsOf(known),
    totals: totals.map(previewTotal),
    findings: await readFindings(reader, sourceFileId),
    groups: groupRejects(rejects, columns),
    known: known.is_active ? "active" : "withdrawn",
    restates: [],
  };
}
