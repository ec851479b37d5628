import { z } from "zod";
import { CostBasis } from "../domain/charge.ts";
import { CurrencyCode } from "../domain/currency.ts";
import { Finding } from "../domain/finding.ts";
import { Dataset, Mapping } from "../domain/mapping.ts";
import { Period } from "../domain/period.ts";
import { ErrorShape } from "../errors.ts";
import { AllocationResult } from "./allocation.ts";
import { call, event, job } from "./define.ts";
import { ReconciliationResult } from "./reconciliation.ts";
import { AmountText, FileToken } from "./scope.ts";
import { VarianceInput, VarianceResult } from "./variance.ts";
import { WorkbookResult, WorkbookScope } from "./workbook.ts";
import { ColumnMatch, ControlTotal, FileDifference, RecordCounts } from "./workspace.ts";

/** A file that left the active ones, by id and name. */
export const FormerFile = z.object({ sourceFileId: z.string(), file: z.string() });
export type FormerFile = z.infer<typeof FormerFile>;

export const ImportedFile = z.object({
  sourceFileId: z.string(),
  file: z.string(),
  sha256: z.string(),
  format: z.string(),
  dataset: Dataset,
  records: RecordCounts,
  controlTotals: z.array(ControlTotal),
  periods: z.array(Period),
  findings: z.array(Finding),
  outcome: z.enum(["imported", "unchanged", "replaced", "refused"]),
  /** The files it superseded; absent where there are none. */
  replaces: z.array(FormerFile).optional(),
});
export type ImportedFile = z.infer<typeof ImportedFile>;

export const ImportInput = z.strictObject({
  files: z
    .array(
      z.strictObject({
        file: FileToken,
        format: z.string().optional(),
        mapping: Mapping.optional(),
        allowRejects: z.boolean().default(false),
        /** Its rows may stand beside those of a file that holds the same lines. */
        allowOverlap: z.boolean().default(false),
        /** This file alone supersedes the earlier one it restates, whatever `replace` says. */
        replace: z.boolean().optional(),
        /** Of the bytes that were tried before; a file that changed since is refused. */
        sha256: z.string().length(64).optional(),
        /** What a person expects the file to come to; a difference becomes a finding. */
        expectedTotals: z.array(ControlTotal).optional(),
      }),
    )
    .min(1),
  /** Supersede the one earlier file whose coverage these files hold whole. */
  replace: z.boolean().default(false),
  /** `withdraw`: these files are all there is; every other active file is withdrawn. */
  others: z.enum(["keep", "withdraw"]).default("keep"),
});

export const ImportOutput = z.object({
  files: z.array(ImportedFile),
  /** Files withdrawn because they are not among these; absent where there are none. */
  withdrawn: z.array(FormerFile).optional(),
});
export type ImportOutput = z.infer<typeof ImportOutput>;

/** Why records cannot be read, in the few ways there are. */
export const RejectCause = z.enum([
  "missing",
  "not-a-number",
  "date-unclear",
  "currency-unknown",
  "value-unknown",
  "record-broken",
  "looks-like-total",
  "other",
]);
export type RejectCause = z.infer<typeof RejectCause>;

/** The records one cause keeps out, and what is needed to settle all of them at once. */
export const RejectGroup = z.object({
  cause: RejectCause,
  count: z.number().int(),
  /** What those of them say they cost whose amount can be read. */
  atStake: z.array(
    z.object({ currency: z.string(), amount: AmountText, records: z.number().int() }),
  ),
  /** Columns of the file, the most frequent first. */
  columns: z.array(
    z.object({ column: z.string(), field: z.string().nullable(), count: z.number().int() }),
  ),
  /** What stands in them, the most frequent first. */
  values: z.array(z.object({ column: z.string(), found: z.string(), count: z.number().int() })),
  /** `values` names what every record of the group holds. */
  isWhole: z.boolean(),
  /** The records as they stand in the file, where they are few and short enough to be named. */
  rows: z.array(z.string()).optional(),
  examples: z.array(
    z.object({
      line: z.number().int(),
      column: z.string().nullable(),
      found: z.string().nullable(),
      reason: z.string(),
      remedy: z.string(),
      rawText: z.string(),
    }),
  ),
});
export type RejectGroup = z.infer<typeof RejectGroup>;

/** An active file that covers some of the same, and what replacing it would change. */
export const Restated = z.object({
  sourceFileId: z.string(),
  file: z.string(),
  importedAt: z.string(),
  /** The new file holds everything this one covers, so that it can take its place. */
  isCovered: z.boolean(),
  difference: FileDifference,
});
export type Restated = z.infer<typeof Restated>;

export const PreviewInput = z.strictObject({
  file: FileToken,
  mapping: Mapping.optional(),
  /** Other files of the same import that are read before this one, which adds less beside them. */
  after: z.array(z.strictObject({ file: FileToken, mapping: Mapping.optional() })).optional(),
  /** Where to write the records that cannot be read, each with its reason. */
  rejectsTo: FileToken.optional(),
});

/** What an import of one file would come to; nothing of it is stored. */
export const ImportPreview = z.object({
  file: z.string(),
  sha256: z.string(),
  format: z.string(),
  dataset: Dataset,
  mapping: Mapping.nullable(),
  columns: z.array(ColumnMatch),
  records: RecordCounts,
  totals: z.array(
    z.object({
      measure: z.string(),
      currency: z.string(),
      period: Period.nullable(),
      records: z.number().int(),
      amount: AmountText,
    }),
  ),
  findings: z.array(Finding),
  groups: z.array(RejectGroup),
  /** The same bytes, read the same way, are in the workspace already. */
  known: z.enum(["new", "active", "withdrawn"]),
  restates: z.array(Restated),
});
export type ImportPreview = z.infer<typeof ImportPreview>;

/** Everything that takes long. One job writes at a time; each is one transaction. */
export const jobContract = {
  import: job(ImportInput, ImportOutput),
  /** Does what an import would do, says what came of it, and takes all of it back. */
  preview: job(PreviewInput, ImportPreview),
  allocate: job(
    z.strictObject({
      period: Period,
      basis: CostBasis.default("effective"),
      currency: CurrencyCode.optional(),
      /** Rules as YAML text, stored as a version first; absent runs the current version. */
      rules: z.string().optional(),
    }),
    AllocationResult,
  ),
  reconcile: job(
    z.strictObject({
      period: Period,
      currency: CurrencyCode.optional(),
      config: z.string().optional(),
    }),
    ReconciliationResult,
  ),
  variance: job(VarianceInput, VarianceResult),
  export: job(z.strictObject({ ...WorkbookScope, out: FileToken }), WorkbookResult),
};
export type JobKind = keyof typeof jobContract;
export const JobKindName = z.enum([
  "import",
  "preview",
  "allocate",
  "reconcile",
  "variance",
  "export",
]);

export const JobState = z.object({
  jobId: z.string(),
  kind: JobKindName,
  state: z.enum(["running", "done", "failed", "cancelled"]),
  stage: z.string(),
  done: z.number().int(),
  total: z.number().int().nullable(),
  unit: z.string(),
  startedMs: z.number(),
  elapsedMs: z.number(),
});
export type JobState = z.infer<typeof JobState>;

export const jobs = {
  /** `input` is checked against the job's own schema; the id comes back at once. */
  start: call(
    z.strictObject({ kind: JobKindName, input: z.unknown() }),
    z.object({ jobId: z.string() }),
  ),
  /** Waits until the job ended; the outcome carries the job's own output or its error. */
  wait: call(
    z.strictObject({ jobId: z.string() }),
    z.object({
      outcome: z.union([
        z.object({ ok: z.literal(true), value: z.unknown() }),
        z.object({ ok: z.literal(false), error: ErrorShape }),
      ]),
    }),
  ),
  cancel: call(z.strictObject({ jobId: z.string() }), z.object({ jobId: z.string() })),
  list: call(z.strictObject({}), z.object({ jobs: z.array(JobState) })),
};

export const events = {
  "job-progress": event(JobState),
  "job-ended": event(JobState),
  "data-changed": event(z.object({ dataVersion: z.number().int() })),
  /** Told by a host when the engine's process died; the next question starts a new one. */
  "engine-lost": event(z.object({ message: z.string() })),
};
