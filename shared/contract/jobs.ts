import { z } from "zod";
import { CostBasis } from "../domain/charge.ts";
import { CurrencyCode } from "../domain/currency.ts";
import { Finding } from "../domain/finding.ts";
import { Dataset, Mapping } from "../domain/mapping.ts";
import { Period } from "../domain/period.ts";
import { ErrorShape } from "../errors.ts";
import { AllocationResult } from "./allocation.ts";
import { call, event, job } from "./define.ts";
import { ImportPreview, PreviewInput } from "./preview.ts";
import { ReconciliationResult } from "./reconciliation.ts";
import { FileToken } from "./scope.ts";
import { VarianceInput, VarianceResult } from "./variance.ts";
import { WorkbookResult, WorkbookScope } from "./workbook.ts";
import { ControlTotal, RecordCounts } from "./workspace.ts";

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
