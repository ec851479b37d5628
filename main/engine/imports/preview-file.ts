import type { z } from "zod";
import type {
  ImportInput,
  ImportPreview,
  PreviewInput,
  Restated,
} from "../../../shared/contract/jobs.ts";
import type { JobContext } from "../context.ts";
import { FileCoverage } from "./file-coverage.ts";
import { fileDifference } from "./file-difference.ts";
import { knownPreview } from "./known-preview.ts";
import { formerReadings, knownReading, readingOf } from "./known-reading.ts";
import { assertAccounted, loadFile } from "./load-file.ts";
import type { LoadedFile, StagedFile } from "./loaded-file.ts";
import { previewTotal } from "./preview-total.ts";
import { discardStaged, stageFile } from "./readers/stage-file.ts";
import { groupRejects } from "./reject-groups.ts";
import { supersede } from "./replace-files.ts";
import { inBatches, saveRejects } from "./save-rejects.ts";
import { readSourceRows, type SourceRow, storeSourceFile } from "./source-records.ts";

type Input = z.output<typeof PreviewInput>;

const CHANGES_SHOWN = 100;

/**
 * Reads one file fully, as an import would, and says what came of it. The job it runs in is taken
 * back, so nothing of it stays.
 * Errors: those of an import, but for rejected records, which are described
 */
export async function previewFile(job: JobContext, input: Input): Promise<ImportPreview> {
  const { rejectsTo, after = [] } = input;
  const out = rejectsTo === undefined ? null : job.engine.files.open(rejectsTo, "write");
  const before = new Set<string>();
  for (const file of after) {
    before.add(await readBefore(job, file));
  }
  return withStaged(job, input, async ({ staged, file, readings }) => {
    const known = knownReading(readings, file, false);
    if (known !== undefined && out === null) {
      return knownPreview(job.writer, known, staged);
    }
    const { reading, loaded } = await read(job, { staged, file, readings });
    if (out !== null) {
      await saveRejects(out, inBatches(loaded.rejects));
    }
    for (const former of formerReadings(readings, file, new Set())) {
      await supersede(job, former, reading.sourceFileId);
    }
    return described(staged, loaded, await restated(job, reading, before));
  });
}

/** A file of which the job may read as much as it likes, with earlier readings of its bytes. */
interface Staged {
  readonly staged: StagedFile;
  readonly file: z.output<typeof ImportInput>["files"][number];
  readonly readings: readonly SourceRow[];
}

async function withStaged<T>(
  job: JobContext,
  { file: token, mapping }: Pick<Input, "file" | "mapping">,
  work: (staged: Staged) => Promise<T>,
): Promise<T> {
  const grant = job.engine.files.open(token, "read");
  job.progress(`Reading ${grant.name}`, 0, null, "records");
  const staged = await stageFile(grant, job.engine.folder, {
    encoding: mapping?.encoding,
    member: mapping?.sheet,
    signal: job.signal,
  });
  try {
    const rows = await readSourceRows(job.writer, null);
    return await work({
      staged,
      file: { file: token, mapping, allowRejects: true, allowOverlap: true },
      readings: rows.filter(({ sha256 }) => sha256 === staged.sha256),
    });
  } finally {
    await discardStaged(staged);
  }
}

/** Loads a file whatever of it can be read, and keeps it for as long as the job lasts. */
async function read(
  job: JobContext,
  { staged, file, readings }: Staged,
): Promise<{ readonly reading: StagedFile; readonly loaded: LoadedFile }> {
  const reading = readingOf(staged, readings, { ...file, format: "preview" });
  const loaded = await loadFile(job, reading, file);
  assertAccounted(reading, loaded);
  await storeSourceFile(job, reading, { ...loaded, rejects: [] }, job.engine.clock.now());
  return { reading, loaded };
}

/** Gives the id under which a file that the import reads before is found. */
function readBefore(job: JobContext, input: NonNullable<Input["after"]>[number]): Promise<string> {
  return withStaged(job, input, async (staged) => {
    const known = knownReading(staged.readings, staged.file, false);
    if (known?.is_active === true) {
      return known.source_file_id;
    }
    const { reading } = await read(job, staged);
    return reading.sourceFileId;
  });
}

function described(
  staged: StagedFile,
  loaded: LoadedFile,
  restates: readonly Restated[],
): ImportPreview {
  return {
    file: staged.name,
    sha256: staged.sha256,
    format: loaded.format,
    dataset: loaded.dataset,
    mapping: loaded.mapping,
    columns: [...loaded.columns],
    records: loaded.records,
    totals: loaded.totals.map(previewTotal),
    findings: [...loaded.findings],
    groups: groupRejects(loaded.rejects, loaded.columns),
    known: "new",
    restates: [...restates],
  };
}

/** The active files that cover some of the same, and how this one differs from each. */
async function restated(
  job: JobContext,
  { sourceFileId }: StagedFile,
  before: ReadonlySet<string>,
): Promise<Restated[]> {
  const coverage = await FileCoverage.read(job.writer);
  const file = coverage.file(sourceFileId);
  if (file === undefined) {
    return [];
  }
  const mine = await coverage.coverageOf(file);
  const restates: Restated[] = [];
  for (const { other, covered } of await coverage.overlapsOf(file)) {
    if (before.has(other.source_file_id)) {
      continue;
    }
    restates.push({
      ...former(other),
      isCovered: [...covered].every((one) => mine.has(one)),
      difference: await fileDifference(job.writer, other, file, {
        offset: 0,
        limit: CHANGES_SHOWN,
      }),
    });
  }
  return restates;
}

function former({ source_file_id, file_name, imported_at }: SourceRow) {
  return { sourceFileId: source_file_id, file: file_name, importedAt: imported_at };
}
