import type { z } from "zod";
import type { ImportedFile, ImportInput } from "../../../shared/contract/jobs.ts";
import type { Finding } from "../../../shared/domain/finding.ts";
import { fail, TieoutError } from "../../../shared/errors.ts";
import type { JobContext } from "../context.ts";
import type { RowGap } from "./canonical-charges.ts";
import { loadChargeFile, recogniseChargeFile } from "./charge-file.ts";
import { findOverlaps, type Overlap } from "./file-coverage.ts";
import { loadFinanceFile } from "./finance-file.ts";
import { forgetSourceFile } from "./forget-source-file.ts";
import { keepSources } from "./keep-sources.ts";
import type { LoadedFile, StagedFile } from "./loaded-file.ts";
import type { FreeBytes } from "./readers/disk-space.ts";
import { discardStaged, stageFile } from "./readers/stage-file.ts";
import {
  mappingOf,
  periodsOf,
  readFindings,
  readSourceRows,
  readTotals,
  recordsOf,
  type SourceRow,
  setSourceFileActive,
  storeSourceFile,
  wholeTotals,
} from "./source-records.ts";

type Input = z.output<typeof ImportInput>;
type FileInput = Input["files"][number];

/** Parts of the machine a test may stand in for. */
export interface ImportSurroundings {
  readonly freeBytes?: FreeBytes;
}

/**
 * Imports files, all of them or none: each is hashed, recognised, loaded and accounted for.
 * Law: physical = loaded + rejected + blank + skipped (test/laws/import-conservation.test.ts)
 * Errors: every code of reading and recognising, `import-rejected`, `import-not-conserved`
 */
export async function importFiles(
  job: JobContext,
  input: Input,
  surroundings: ImportSurroundings = {},
): Promise<{ files: ImportedFile[] }> {
  const staged: StagedFile[] = [];
  const fresh: StagedFile[] = [];
  const files: ImportedFile[] = [];
  try {
    for (const [index, file] of input.files.entries()) {
      const grant = job.engine.files.open(file.file, "read");
      job.progress(`Reading ${grant.name}`, index, input.files.length, "files");
      const options = { encoding: file.mapping?.encoding, signal: job.signal, ...surroundings };
      const one = await stageFile(grant, job.engine.folder, options);
      staged.push(one);
      const imported = await importFile(job, one, file, input);
      files.push(imported);
      if (imported.outcome === "imported" || imported.outcome === "replaced") {
        fresh.push(one);
      }
    }
    job.progress("Keeping the source files", input.files.length, input.files.length, "files");
    job.signal.throwIfAborted();
    await keepSources(job, fresh);
    return { files };
  } finally {
    await Promise.all(staged.map(discardStaged));
  }
}

async function importFile(
  job: JobContext,
  staged: StagedFile,
  file: FileInput,
  input: Input,
): Promise<ImportedFile> {
  const [known] = await readSourceRows(job.writer, staged.sourceFileId);
  if (known !== undefined) {
    if (known.is_active) {
      return describeKnown(job, known, "unchanged");
    }
    if (!isOtherReading(known, file)) {
      await setSourceFileActive(job.writer, known.source_file_id, true, null);
      await audit(job, "file-restored", staged, { records: known.records_loaded });
      return describeKnown(job, known, "imported");
    }
    await forgetSourceFile(job.writer, known);
  }
  let loaded: Loaded;
  try {
    loaded = await loadFile(job, staged, file);
  } catch (error) {
    if (input.files.length > 1 && isPassedOver(error)) {
      return refused(staged, error.shape);
    }
    throw error;
  }
  assertAccounted(staged, loaded);
  refuseRejects(staged, loaded, file);
  return keep(job, staged, loaded, input);
}

type Loaded = LoadedFile & { readonly gaps?: readonly RowGap[] };

async function loadFile(job: JobContext, staged: StagedFile, file: FileInput): Promise<Loaded> {
  const mapping = file.mapping ?? null;
  const isOther = mapping !== null && mapping.dataset !== "charge";
  const isNamed = file.format !== undefined && !/^(focus|charge)/.test(file.format);
  if (!isOther && !isNamed) {
    const recognised = await recogniseChargeFile(job.writer, staged, mapping);
    if (recognised !== null) {
      return loadChargeFile(job, staged, recognised, mapping);
    }
  }
  return loadFinanceFile(job, staged, { mapping: file.mapping, format: file.format });
}

/** A withdrawn file that comes back with a mapping it was not read with before. */
function isOtherReading(known: SourceRow, { mapping }: FileInput): boolean {
  return mapping !== undefined && JSON.stringify(mappingOf(known)) !== JSON.stringify(mapping);
}

function assertAccounted({ name }: StagedFile, { records, rejects }: Loaded): void {
  const { physical, loaded, rejected, blank, skipped } = records;
  if (physical !== loaded + rejected + blank + skipped || rejected !== rejects.length) {
    fail(
      "import-not-conserved",
      `"${name}" was not imported: of ${physical} records, ${loaded} were loaded, ${rejected} ` +
        `rejected, ${blank} blank and ${skipped} skipped.`,
      "Nothing was stored. Report this file's layout, because Tieout read it wrongly.",
    );
  }
}

const REASONS_SHOWN = 3;

function refuseRejects({ name }: StagedFile, { rejects, records }: Loaded, file: FileInput): void {
  const [first] = rejects;
  if (first === undefined || file.allowRejects) {
    return;
  }
  const shown = rejects
    .slice(0, REASONS_SHOWN)
    .map(({ line, reason }) => `line ${line}: ${reason}`);
  const more = rejects.length > shown.length ? "; …" : "";
  fail(
    "import-rejected",
    `"${name}" was not imported: ${rejects.length} of ${records.physical} records cannot be read ` +
      `(${shown.join("; ")}${more}).`,
    "Correct the file, or import it again and allow rejected records; they stay listed.",
    { rejected: rejects.length, line: first.line, column: first.column },
  );
}

async function keep(
  job: JobContext,
  staged: StagedFile,
  loaded: Loaded,
  input: Input,
): Promise<ImportedFile> {
  const overlaps = await findOverlaps(job.writer, {
    sourceFileId: staged.sourceFileId,
    dataset: loaded.dataset,
    targets: loaded.columns.map(({ target }) => target),
    periods: periodsOf(loaded.totals),
  });
  const replaced = input.replace ? overlaps.filter(({ isWhole }) => isWhole) : [];
  for (const { sourceFileId } of replaced) {
    await setSourceFileActive(job.writer, sourceFileId, false, staged.sourceFileId);
  }
  const left = overlaps.filter((overlap) => !replaced.includes(overlap));
  const findings =
    loaded.dataset === "charge"
      ? [...loaded.findings, ...left.map((overlap) => overlapFinding(staged, loaded, overlap))]
      : loaded.findings;
  const kept = { ...loaded, findings };
  await storeSourceFile(job, staged, kept, job.engine.clock.now());
  const controlTotals = wholeTotals(loaded.totals);
  await audit(job, "file-imported", staged, {
    format: loaded.format,
    dataset: loaded.dataset,
    records: loaded.records.loaded,
    rejected: loaded.records.rejected,
    totals: controlTotals
      .map(({ measure, currency, amount }) => `${measure} ${amount} ${currency}`.trim())
      .join("; "),
    replaces: replaced.map(({ sourceFileId }) => sourceFileId).join(", "),
  });
  return {
    sourceFileId: staged.sourceFileId,
    file: staged.name,
    sha256: staged.sha256,
    format: loaded.format,
    dataset: loaded.dataset,
    records: loaded.records,
    controlTotals,
    periods: periodsOf(loaded.totals),
    findings: [...findings],
    outcome: replaced.length > 0 ? "replaced" : "imported",
  };
}

async function audit(
  job: JobContext,
  action: string,
  { sourceFileId, name, sha256, bytes }: StagedFile,
  detail: Readonly<Record<string, string | number>>,
): Promise<void> {
  await job.audit({
    action,
    subject: sourceFileId,
    detail: { file: name, sha256, bytes, ...detail },
  });
}

function overlapFinding(staged: StagedFile, loaded: Loaded, overlap: Overlap): Finding {
  const [total] = wholeTotals(loaded.totals);
  return {
    code: "file-overlaps",
    severity: "warning",
    sourceFileId: staged.sourceFileId,
    file: staged.name,
    row: null,
    column: null,
    found: `"${overlap.file}" holds charges of the same provider, account and billing period`,
    expected: "each charge in one file",
    remedy: "Withdraw one of them, or import again with replace, where one restates the other.",
    count: loaded.records.loaded,
    amountAtStake: total?.amount ?? null,
    currency: total?.currency ?? null,
  };
}

async function describeKnown(
  job: JobContext,
  known: SourceRow,
  outcome: "unchanged" | "imported",
): Promise<ImportedFile> {
  const totals = (await readTotals(job.writer, known.source_file_id)).get(known.source_file_id);
  return {
    sourceFileId: known.source_file_id,
    file: known.file_name,
    sha256: known.sha256,
    format: known.format,
    dataset: known.dataset,
    records: recordsOf(known),
    controlTotals: wholeTotals(totals ?? []),
    periods: periodsOf(totals ?? []),
    findings: await readFindings(job.writer, known.source_file_id),
    outcome,
  };
}

/** Of several files, one that is known not to hold what the close needs is only passed over. */
function isPassedOver(error: unknown): error is TieoutError {
  return (
    error instanceof TieoutError &&
    error.shape.code === "format-not-recognised" &&
    error.shape.details?.["known"] === true
  );
}

function refused(staged: StagedFile, { message, remedy }: TieoutError["shape"]): ImportedFile {
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
        expected: "a file that holds charges",
        remedy,
        count: 1,
        amountAtStake: null,
        currency: null,
      },
    ],
    outcome: "refused",
  };
}
