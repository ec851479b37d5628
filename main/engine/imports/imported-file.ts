import type { FormerFile, ImportedFile } from "../../../shared/contract/jobs.ts";
import { TieoutError } from "../../../shared/errors.ts";
import type { Reader } from "../database/database.ts";
import type { LoadedFile, StagedFile } from "./loaded-file.ts";
import {
  periodsOf,
  readFindings,
  readTotals,
  recordsOf,
  type SourceRow,
  wholeTotals,
} from "./source-records.ts";

/** What an import says of a file it has just read. */
export function describeLoaded(staged: StagedFile, loaded: LoadedFile): ImportedFile {
  return {
    sourceFileId: staged.sourceFileId,
    file: staged.name,
    sha256: staged.sha256,
    format: loaded.format,
    dataset: loaded.dataset,
    records: loaded.records,
    controlTotals: wholeTotals(loaded.totals),
    periods: periodsOf(loaded.totals),
    findings: [...loaded.findings],
    outcome: "imported",
  };
}

/** Adds the files it took the place of, which makes it a replacement. */
export function replacing(file: ImportedFile, former: readonly FormerFile[]): ImportedFile {
  return former.length === 0
    ? file
    : { ...file, outcome: "replaced", replaces: [...(file.replaces ?? []), ...former] };
}

/** What an import says of a file whose rows it had already. */
export async function describeKnown(
  reader: Reader,
  known: SourceRow,
  outcome: "unchanged" | "imported",
): Promise<ImportedFile> {
  const totals = (await readTotals(reader, known.source_file_id)).get(known.source_file_id);
  return {
    sourceFileId: known.source_file_id,
    file: known.file_name,
    sha256: known.sha256,
    format: known.format,
    dataset: known.dataset,
    records: recordsOf(known),
    controlTotals: wholeTotals(totals ?? []),
    periods: periodsOf(totals ?? []),
    findings: await readFindings(reader, known.source_file_id),
    outcome,
  };
}

/** Of several files, one that is known not to hold what the close needs is only passed over. */
export function isPassedOver(error: unknown): error is TieoutError {
  return (
    error instanceof TieoutError &&
    error.shape.code === "format-not-recognised" &&
    error.shape.details?.["known"] === true
  );
}

export function refused(
  staged: StagedFile,
  { message, remedy }: TieoutError["shape"],
): ImportedFile {
  const none = { physical: 0, loaded: 0, rejected: 0, blank: 0, skipped: 0 };
  return {
    sourceFileId: staged.sourceFileId,
    file: staged.name,
    sha256: staged.sha256,
    format: "focus",
    dataset: "charge",
    records: none,
    controlTotals: [],
    periods: [],
    findings: [
      {
        code: "file-not-needed",
        severity: "note",
        sourceFileId: staged.sourceFileId,
        file: staged.name,
        row: null,
        column: null,
        found: message,
        expected: "a file with lines that a close reads",
        remedy,
        count: 1,
        amountAtStake: null,
        currency: null,
      },
    ],
    outcome: "refused",
  };
}
