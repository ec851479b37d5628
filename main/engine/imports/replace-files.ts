import { basename } from "node:path";
import type { FormerFile } from "../../../shared/contract/jobs.ts";
import { fail } from "../../../shared/errors.ts";
import type { JobContext } from "../context.ts";
import { FileCoverage, type Overlap } from "./file-coverage.ts";
import { readSourceRows, type SourceRow, setSourceFileActive } from "./source-records.ts";

/** A file of this import. */
export interface Arrival {
  readonly sourceFileId: string;
  readonly file: string;
  /** Whether its rows were not active before. */
  readonly isNew: boolean;
  /** Whether it may take the place of an earlier file. */
  readonly mayReplace: boolean;
}

/**
 * Supersedes, for every new file, the one earlier file it restates; never one of the same import.
 * Errors: `import-rejected` where it cannot be told which file is meant, or where the new files
 *         hold only a part of what that one covers
 */
export async function replaceFiles(
  job: JobContext,
  arrivals: readonly Arrival[],
): Promise<ReadonlyMap<string, FormerFile[]>> {
  const coverage = await FileCoverage.read(job.writer);
  const ours = new Set(arrivals.map(({ sourceFileId }) => sourceFileId));
  const replaced = new Map<string, FormerFile[]>();
  const gone = new Set<string>();
  for (const { sourceFileId } of arrivals.filter(replacesOthers)) {
    const file = coverage.file(sourceFileId);
    if (file === undefined) {
      continue;
    }
    const earlier = (await coverage.overlapsOf(file)).filter(
      ({ other }) => !ours.has(other.source_file_id) && !gone.has(other.source_file_id),
    );
    const target = meant(file, earlier);
    if (target !== null) {
      refusePart(file, target, await coveredByAll(coverage, arrivals, file.dataset));
      gone.add(target.other.source_file_id);
      replaced.set(sourceFileId, [await supersede(job, target.other, sourceFileId)]);
    }
  }
  return replaced;
}

function replacesOthers({ isNew, mayReplace }: Arrival): boolean {
  return isNew && mayReplace;
}

/** The file a new one restates: of its name, else with its lines, else the only one it meets. */
function meant(file: SourceRow, overlaps: readonly Overlap[]): Overlap | null {
  if (overlaps.length === 0) {
    return null;
  }
  const name = basename(file.file_name);
  const choices = [
    overlaps.filter(({ other }) => basename(other.file_name) === name),
    overlaps.filter(({ shared }) => shared.length > 0),
    overlaps,
  ];
  const [only, ...more] = choices.find((some) => some.length > 0) ?? [];
  if (only === undefined || more.length > 0) {
    const names = overlaps.map(({ other }) => `"${other.file_name}" (${other.source_file_id})`);
    fail(
      "import-rejected",
      `"${file.file_name}" was not imported: it meets ${overlaps.length} earlier files, and ` +
        `which one it replaces cannot be told: ${names.join(", ")}.`,
      "Withdraw those it replaces, then import it without replace.",
    );
  }
  return only;
}

async function coveredByAll(
  coverage: FileCoverage,
  arrivals: readonly Arrival[],
  dataset: SourceRow["dataset"],
): Promise<ReadonlySet<string>> {
  const all = new Set<string>();
  for (const { sourceFileId } of arrivals) {
    const file = coverage.file(sourceFileId);
    if (file?.dataset === dataset) {
      for (const one of await coverage.coverageOf(file)) {
        all.add(one);
      }
    }
  }
  return all;
}

const MISSING_SHOWN = 3;

function refusePart(file: SourceRow, { other, covered }: Overlap, all: ReadonlySet<string>): void {
  const missing = [...covered].filter((one) => !all.has(one)).sort();
  if (missing.length === 0) {
    return;
  }
  const shown = missing.slice(0, MISSING_SHOWN).map((one) => one.split("|").join(" "));
  fail(
    "import-rejected",
    `"${file.file_name}" was not imported: it would replace "${other.file_name}" but covers only ` +
      `a part of it. ${missing.length} of ${covered.size} are missing: ${shown.join("; ")}` +
      `${missing.length > shown.length ? "; …" : "."}`,
    `Import a file that holds all of it, or withdraw ${other.source_file_id} and import this one ` +
      "without replace.",
  );
}

/**
 * Withdraws every active file that is not of this import. One that a file of the same name takes
 * the place of is superseded by it.
 */
export async function withdrawOthers(
  job: JobContext,
  arrivals: readonly Arrival[],
): Promise<{ replaced: ReadonlyMap<string, FormerFile[]>; withdrawn: FormerFile[] }> {
  const ours = new Set(arrivals.map(({ sourceFileId }) => sourceFileId));
  const replaced = new Map<string, FormerFile[]>();
  const withdrawn: FormerFile[] = [];
  const rows = await readSourceRows(job.writer, null);
  for (const row of rows.filter(
    ({ is_active, source_file_id }) => is_active && !ours.has(source_file_id),
  )) {
    const heir = arrivals.find(({ isNew, file }) => isNew && file === row.file_name);
    if (heir === undefined) {
      withdrawn.push(await withdraw(job, row));
    } else {
      const former = await supersede(job, row, heir.sourceFileId);
      replaced.set(heir.sourceFileId, [...(replaced.get(heir.sourceFileId) ?? []), former]);
    }
  }
  return { replaced, withdrawn };
}

/** Puts a file out of use for another one; its rows stay, so that it can come back. */
export async function supersede(
  job: JobContext,
  { source_file_id: sourceFileId, file_name: file, sha256, records_loaded: records }: SourceRow,
  supersededBy: string,
): Promise<FormerFile> {
  await setSourceFileActive(job.writer, sourceFileId, false, supersededBy);
  const detail = { file, sha256, records, supersededBy };
  await job.audit({ action: "file-superseded", subject: sourceFileId, detail });
  return { sourceFileId, file };
}

async function withdraw(
  job: JobContext,
  { source_file_id: sourceFileId, file_name: file, sha256, records_loaded: records }: SourceRow,
): Promise<FormerFile> {
  await setSourceFileActive(job.writer, sourceFileId, false, null);
  const detail = { file, sha256, records };
  await job.audit({ action: "file-withdrawn", subject: sourceFileId, detail });
  return { sourceFileId, file };
}
