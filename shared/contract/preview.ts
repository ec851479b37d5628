import { z } from "zod";
import { Finding } from "../domain/finding.ts";
import { Dataset, Mapping } from "../domain/mapping.ts";
import { Period } from "../domain/period.ts";
import { FileDifference } from "./restatement.ts";
import { AmountText, FileToken } from "./scope.ts";
import { ColumnMatch, RecordCounts } from "./workspace.ts";

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
