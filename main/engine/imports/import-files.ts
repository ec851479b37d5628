import type { z } from "zod";
import type {
  FormerFile,
  ImportedFile,
  ImportInput,
  ImportOutput,
} from "../../../shared/contract/jobs.ts";
import { fail, TieoutError } from "../../../shared/errors.ts";
import type { JobContext } from "../context.ts";
import { loadOrder } from "./bills/load-order.ts";
import { expectedTotalFindings } from "./expected-totals.ts";
import { type FoundOverlap, refreshOverlaps } from "./file-overlaps.ts";
import { assertFormatName } from "./format-name.ts";
import {
  describeKnown,
  describeLoaded,
  isPassedOver,
  refused,
  replacing,
} from "./imported-file.ts";
import { keepSources } from "./keep-sources.ts";
import { formerReadings, knownReading, readingOf } from "./known-reading.ts";
import { assertAccounted, type Loaded, loadFile, refuseRejects } from "./load-file.ts";
import type { StagedFile } from "./loaded-file.ts";
import type { FreeBytes } from "./readers/disk-space.ts";
import { withOffsets } from "./readers/line-offsets.ts";
import { discardStaged, stageFile } from "./readers/stage-file.ts";
import { replaceFiles, supersede, withdrawOthers } from "./replace-files.ts";
import {
  readSourceRows,
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

/** A file of this import, as far as it came. */
interface Taken {
  readonly staged: StagedFile;
  readonly sourceFileId: string;
  /** Read now, active again, active as it was, or passed over. */
  readonly how: "loaded" | "restored" | "unchanged" | "refused";
  readonly answer: ImportedFile;
  readonly allowOverlap: boolean;
  readonly mayReplace: boolean;
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
): Promise<ImportOutput> {
  const staged: StagedFile[] = [];
  try {
    const arrivals: { staged: StagedFile; file: FileInput }[] = [];
    for (const [index, file] of input.files.entries()) {
      const grant = job.engine.files.open(file.file, "read");
      assertFormatName(grant.name, file.format);
      job.progress(`Reading ${grant.name}`, index, input.files.length, "files");
      const { encoding, sheet: member } = file.mapping ?? {};
      const options = { encoding, member, signal: job.signal, ...surroundings };
      const one = await stageFile(grant, job.engine.folder, options);
      staged.push(one);
      refuseChanged(one, file);
      arrivals.push({ staged: one, file });
    }
    const inOrder: Taken[] = [];
    const order = await loadOrder(job.writer, arrivals);
    for (const arrival of order) {
      const { staged: one, file } = arrival;
      inOrder.push(await takeFile(job, one, file, input, inOrder).catch(ofSeveral(input)));
    }
    // Answers stand in the order in which the files were given.
    const taken = arrivals.flatMap((arrival) => inOrder[order.indexOf(arrival)] ?? []);
    const output = await settle(job, input, taken);
    job.progress("Keeping the source files", input.files.length, input.files.length, "files");
    job.signal.throwIfAborted();
    const fresh = taken.filter(({ how }) => how === "loaded" || how === "restored");
    await keepSources(
      job,
      fresh.map((one) => one.staged),
    );
    return output;
  } finally {
    await Promise.all(staged.map(discardStaged));
  }
}

/** A folder's file may be written again between the look at what it comes to and the import. */
function refuseChanged({ name, sha256 }: StagedFile, file: FileInput): void {
  if (file.sha256 !== undefined && file.sha256 !== sha256) {
    fail(
      "import-rejected",
      `"${name}" has changed since it was looked at, so nothing was imported.`,
      "Look at it again, then import what it holds now.",
    );
  }
}

async function takeFile(
  job: JobContext,
  staged: StagedFile,
  file: FileInput,
  input: Input,
  before: readonly Taken[],
): Promise<Taken> {
  const isWhole = input.others === "withdraw";
  const readings = (await readSourceRows(job.writer, null)).filter(
    ({ sha256 }) => sha256 === staged.sha256,
  );
  const known = knownReading(readings, file, isWhole);
  const ours = new Set(before.map(({ sourceFileId }) => sourceFileId));
  const former = formerReadings(readings, file, ours).filter((row) => row !== known);
  const taken =
    known === undefined
      ? await readFile(job, readingOf(staged, readings, file), file, input)
      : await takeKnown(job, staged, known, file, isWhole);
  const isNew = taken.how === "loaded" || taken.how === "restored";
  const replaced: FormerFile[] = [];
  for (const row of isNew ? former : []) {
    replaced.push(await supersede(job, row, taken.sourceFileId));
  }
  const mayReplace = file.replace ?? input.replace;
  return { ...taken, mayReplace, answer: replacing(taken.answer, replaced) };
}

async function takeKnown(
  job: JobContext,
  staged: StagedFile,
  known: SourceRow,
  { allowRejects, allowOverlap }: FileInput,
  isWhole: boolean,
): Promise<Omit<Taken, "mayReplace">> {
  const { source_file_id: sourceFileId, records_rejected: rejected } = known;
  if (isWhole && rejected > 0 && !allowRejects) {
    fail(
      "import-rejected",
      `"${staged.name}" was not imported: ${rejected} of ${known.records_physical} records ` +
        "cannot be read, and were left out when it was imported before.",
      "Correct the file, or allow rejected records; they stay listed.",
      { rejected },
    );
  }
  if (!known.is_active) {
    await setSourceFileActive(job.writer, sourceFileId, true, null);
    const detail = { ...fileDetail(staged), records: known.records_loaded };
    await job.audit({ action: "file-restored", subject: sourceFileId, detail });
  }
  const how = known.is_active ? "unchanged" : "restored";
  const outcome = known.is_active ? "unchanged" : "imported";
  const answer = await describeKnown(job.writer, known, outcome);
  return { staged, sourceFileId, how, answer, allowOverlap };
}

async function readFile(
  job: JobContext,
  staged: StagedFile,
  file: FileInput,
  input: Input,
): Promise<Omit<Taken, "mayReplace">> {
  const { sourceFileId } = staged;
  const { allowOverlap } = file;
  let loaded: Loaded;
  try {
    loaded = withExpected(await loadFile(job, staged, file), staged, file);
  } catch (error) {
    if (input.files.length > 1 && input.others === "keep" && isPassedOver(error)) {
      const answer = refused(staged, error.shape);
      return { staged, sourceFileId, how: "refused", answer, allowOverlap };
    }
    throw error;
  }
  assertAccounted(staged, loaded);
  refuseRejects(staged, loaded, file);
  const rejects = await withOffsets(staged, loaded.rejects);
  await storeSourceFile(job, staged, { ...loaded, rejects }, job.engine.clock.now());
  const answer = describeLoaded(staged, loaded);
  await job.audit({
    action: "file-imported",
    subject: sourceFileId,
    detail: {
      ...fileDetail(staged),
      format: loaded.format,
      dataset: loaded.dataset,
      records: loaded.records.loaded,
      rejected: loaded.records.rejected,
      totals: wholeTotals(loaded.totals)
        .map(({ measure, currency, amount }) => `${measure} ${amount} ${currency}`.trim())
        .join("; "),
    },
  });
  return { staged, sourceFileId, how: "loaded", answer, allowOverlap };
}

function withExpected(loaded: Loaded, staged: StagedFile, { expectedTotals = [] }: FileInput) {
  const findings = expectedTotalFindings(staged, loaded, expectedTotals);
  return { ...loaded, findings: [...loaded.findings, ...findings] };
}

/** All files are imported or none: what stops one says what that means for the others. */
function ofSeveral({ files, others }: Input): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof TieoutError) || files.length === 1 || others === "withdraw") {
      throw error;
    }
    const none =
      `None of the ${files.length} files was imported; without this one the others ` +
      "can be imported.";
    throw new TieoutError({ ...error.shape, remedy: `${error.shape.remedy} ${none}` });
  };
}

function fileDetail({ name, sha256, bytes }: StagedFile) {
  return { file: name, sha256, bytes };
}

/** Puts out of use what the new files replace, and says what still overlaps. */
async function settle(
  job: JobContext,
  input: Input,
  taken: readonly Taken[],
): Promise<ImportOutput> {
  const isNew = ({ how }: Taken): boolean => how === "loaded" || how === "restored";
  const arrivals = taken
    .filter(({ how }) => how !== "refused")
    .map((one) => ({
      sourceFileId: one.sourceFileId,
      file: one.staged.name,
      isNew: isNew(one),
      mayReplace: one.mayReplace,
    }));
  let replaced: ReadonlyMap<string, FormerFile[]> = new Map();
  let withdrawn: FormerFile[] = [];
  if (input.others === "withdraw") {
    ({ replaced, withdrawn } = await withdrawOthers(job, arrivals));
  } else if (arrivals.some(({ mayReplace }) => mayReplace)) {
    replaced = await replaceFiles(job, arrivals);
  }
  const overlaps = await refreshOverlaps(
    job.writer,
    taken.filter(isNew).map(({ sourceFileId }) => sourceFileId),
  );
  if (input.others === "withdraw") {
    refuseTwice(taken, overlaps);
  }
  const files = taken.map(({ sourceFileId, answer }) => ({
    ...replacing(answer, replaced.get(sourceFileId) ?? []),
    findings: [
      ...answer.findings.filter(({ code }) => code !== "file-overlaps"),
      ...(overlaps.get(sourceFileId) ?? []).map(({ finding }) => finding),
    ],
  }));
  return { files, ...(withdrawn.length === 0 ? {} : { withdrawn }) };
}

/** A full set of files in which lines stand twice is no state to close on. */
function refuseTwice(
  taken: readonly Taken[],
  overlaps: ReadonlyMap<string, readonly FoundOverlap[]>,
): void {
  const allowed = new Set(
    taken.filter(({ allowOverlap }) => allowOverlap).map(({ sourceFileId }) => sourceFileId),
  );
  for (const { sourceFileId, staged } of taken) {
    const twice = overlaps
      .get(sourceFileId)
      ?.find(({ finding, other }) => finding.severity === "blocking" && !allowed.has(other));
    if (twice !== undefined && !allowed.has(sourceFileId)) {
      fail(
        "import-rejected",
        `"${staged.name}" was not imported: ${twice.finding.found}, which would count twice.`,
        "Leave one of the two out, or write allowOverlap: true at the source where both are meant.",
      );
    }
  }
}
