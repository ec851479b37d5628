import { z } from "zod";
import { AccountEntities } from "../domain/account-entity.ts";
import { CurrencyCode } from "../domain/currency.ts";
import { CheckedLaw, Finding } from "../domain/finding.ts";
import { WorkspaceCalendar } from "../domain/fiscal-calendar.ts";
import { SetIdentifiers } from "../domain/identifiers.ts";
import { AskedOfFile, RawTable } from "../domain/inspected-file.ts";
import { Dataset, Mapping } from "../domain/mapping.ts";
import { Period } from "../domain/period.ts";
import { call } from "./define.ts";
import { AmountText, FileToken, Paging } from "./scope.ts";

export const SourceFileId = z.string().regex(/^[0-9a-f]{16}$/);

export const RecordCounts = z.object({
  physical: z.number().int(),
  loaded: z.number().int(),
  rejected: z.number().int(),
  blank: z.number().int(),
  skipped: z.number().int(),
});
export type RecordCounts = z.infer<typeof RecordCounts>;

export const ControlTotal = z.object({
  measure: z.string(),
  currency: z.string(),
  amount: AmountText,
});
export type ControlTotal = z.infer<typeof ControlTotal>;

export const SourceFile = z.object({
  sourceFileId: SourceFileId,
  file: z.string(),
  sha256: z.string(),
  bytes: z.number().int(),
  format: z.string(),
  dataset: Dataset,
  records: RecordCounts,
  controlTotals: z.array(ControlTotal),
  periods: z.array(Period),
  findingCount: z.number().int(),
  isActive: z.boolean(),
  supersededBy: z.string().nullable(),
  importedSequence: z.number().int(),
  importedAt: z.string(),
});
export type SourceFile = z.infer<typeof SourceFile>;

export const ColumnMatch = z.object({ source: z.string(), target: z.string(), how: z.string() });

/** What one month came to before and would come to now, in one currency. */
export const PeriodChange = z.object({
  period: Period.nullable(),
  currency: z.string(),
  before: AmountText,
  after: AmountText,
  /** after − before. */
  difference: AmountText,
});
export type PeriodChange = z.infer<typeof PeriodChange>;

/** A line that only one of two files holds, or both with another amount. */
export const LineChange = z.object({
  change: z.enum(["new", "gone", "changed"]),
  period: Period.nullable(),
  currency: z.string(),
  /** What the line says of itself: account, document and text, or service and resource. */
  line: z.string(),
  before: AmountText.nullable(),
  after: AmountText.nullable(),
  difference: AmountText,
});
export type LineChange = z.infer<typeof LineChange>;

/** How a file differs from an earlier one that covers some of the same. */
export const FileDifference = z.object({
  periods: z.array(PeriodChange),
  /** Lines by what became of them; lines that say the same count once. */
  lines: z.object({
    new: z.number().int(),
    gone: z.number().int(),
    changed: z.number().int(),
    same: z.number().int(),
  }),
  /** A page of what changed, the largest difference first. */
  changes: z.array(LineChange),
});
export type FileDifference = z.infer<typeof FileDifference>;

/** Which table of a file is read, and how its text is taken apart. */
export const Reading = Mapping.pick({
  sheet: true,
  encoding: true,
  delimiter: true,
  quote: true,
  headerRow: true,
});
export type Reading = z.infer<typeof Reading>;

export const SavedLayout = z.object({
  fingerprint: z.string(),
  name: z.string(),
  dataset: Dataset,
  /** The header it is recognised by; only the mapped columns of one saved long ago. */
  header: z.array(z.string()),
  columns: z.array(z.object({ target: z.string(), source: z.string() })),
  /** When a file was last read by it; null where that is not known. */
  lastUsedAt: z.string().nullable(),
});
export type SavedLayout = z.infer<typeof SavedLayout>;

/** A file by id and name. */
export const NamedFile = z.object({ sourceFileId: z.string(), file: z.string() });

export const Inspection = z.object({
  file: z.string(),
  bytes: z.number().int(),
  format: z.string().nullable(),
  confidence: z.enum(["exact", "likely", "guess"]).nullable(),
  dataset: Dataset.nullable(),
  reasons: z.array(z.string()),
  columns: z.array(ColumnMatch),
  unmapped: z.array(z.string()),
  ambiguous: z.array(AskedOfFile),
  sample: z.object({ header: z.array(z.string()), rows: z.array(z.array(z.string())) }),
  /** A mapping the user could start from where the format needs one. */
  suggestedMapping: Mapping.nullable(),
  findings: z.array(Finding),
  /** Another file of its format and import adds less beside it; absent where none does. */
  comesFirst: z.literal(true).optional(),
  /** Absent where the file is no table of text: Parquet, or one that cannot be opened. */
  table: RawTable.optional(),
});
export type Inspection = z.infer<typeof Inspection>;

export const WorkspaceStatus = z.object({
  name: z.string(),
  entity: z.string(),
  currency: CurrencyCode,
  dataVersion: z.number().int(),
  appVersion: z.string(),
  chainHead: z.string(),
  periods: z.array(
    z.object({
      period: Period,
      charges: z.number().int(),
      ledgerLines: z.number().int(),
      isAllocated: z.boolean(),
      isReconciled: z.boolean(),
    }),
  ),
  currencies: z.array(z.string()),
  sourceCount: z.number().int(),
  chargeCount: z.number().int(),
});
export type WorkspaceStatus = z.infer<typeof WorkspaceStatus>;

export const workspace = {
  status: call(z.strictObject({}), WorkspaceStatus),
  configure: call(
    z.strictObject({
      entity: z.string().min(1).optional(),
      currency: CurrencyCode.optional(),
      /** The whole map: it takes the place of the one there is. */
      accountEntities: AccountEntities.optional(),
      /** All of them: they take the place of those there are. */
      identifiers: SetIdentifiers.optional(),
      /** How days become periods; calendar months take back what was set. */
      calendar: WorkspaceCalendar.optional(),
    }),
    WorkspaceStatus,
  ),
  inspect: call(
    z.strictObject({
      files: z.array(FileToken).min(1),
      mapping: Mapping.optional(),
      /** Which table to look at, where no mapping says what its columns are. */
      reading: Reading.optional(),
    }),
    z.object({ files: z.array(Inspection) }),
  ),
  sources: call(
    z.strictObject({ includeInactive: z.boolean().default(false) }),
    z.object({ sources: z.array(SourceFile) }),
  ),
  source: call(
    z.strictObject({ sourceFileId: SourceFileId }),
    z.object({
      source: SourceFile,
      columns: z.array(ColumnMatch),
      unmapped: z.array(z.string()),
      mapping: Mapping.nullable(),
      findings: z.array(Finding),
    }),
  ),
  rejects: call(
    z.strictObject({ sourceFileId: SourceFileId, ...Paging }),
    z.object({
      total: z.number().int(),
      rejects: z.array(
        z.object({
          line: z.number().int(),
          /** Where the record begins in the file as delivered, unpacked; null in a workbook. */
          byteOffset: z.number().int().nullable(),
          column: z.string().nullable(),
          code: z.string(),
          reason: z.string(),
          remedy: z.string(),
          rawText: z.string(),
        }),
      ),
    }),
  ),
  withdraw: call(
    z.strictObject({ sourceFileId: SourceFileId }),
    z.object({ sourceFileId: SourceFileId, records: z.number().int() }),
  ),
  /** Takes an import back: its files are withdrawn, and those they replaced count again. */
  undoImport: call(
    z.strictObject({ sourceFileIds: z.array(SourceFileId).min(1) }),
    z.object({ withdrawn: z.array(NamedFile), restored: z.array(NamedFile) }),
  ),
  restore: call(
    z.strictObject({ sourceFileId: SourceFileId }),
    z.object({
      sourceFileId: SourceFileId,
      records: z.number().int(),
      /** Overlaps with files that are active already; absent where there are none. */
      findings: z.array(Finding).optional(),
    }),
  ),
  /** Writes every rejected record of a file as CSV, safe to open in a spreadsheet. */
  saveRejects: call(
    z.strictObject({ sourceFileId: SourceFileId, out: FileToken }),
    z.object({ rejects: z.number().int() }),
  ),
  /** What changed from one file to another that restates it. */
  difference: call(
    z.strictObject({ before: SourceFileId, after: SourceFileId, ...Paging }),
    FileDifference,
  ),
  /** The layouts that are known by their header, the last used first. */
  layouts: call(z.strictObject({}), z.object({ layouts: z.array(SavedLayout) })),
  renameLayout: call(
    z.strictObject({ fingerprint: z.string(), name: z.string().trim().min(1).max(80) }),
    z.object({ renamed: z.boolean() }),
  ),
  deleteLayout: call(
    z.strictObject({ fingerprint: z.string() }),
    z.object({ deleted: z.boolean() }),
  ),
  findings: call(
    z.strictObject({ sourceFileId: SourceFileId.optional() }),
    z.object({ findings: z.array(Finding) }),
  ),
  /** The laws of the stored data and where they do not hold; of one month, or of all. */
  checks: call(
    z.strictObject({ period: Period.optional() }),
    z.object({ checks: z.array(CheckedLaw) }),
  ),
  audit: call(
    z.strictObject({ ...Paging }),
    z.object({
      total: z.number().int(),
      head: z.string(),
      events: z.array(
        z.object({
          sequence: z.number().int(),
          at: z.string(),
          actor: z.string(),
          action: z.string(),
          subject: z.string(),
          detail: z.string(),
          hash: z.string(),
        }),
      ),
    }),
  ),
  verify: call(
    z.strictObject({}),
    z.object({
      ok: z.boolean(),
      checks: z.array(z.object({ check: z.string(), ok: z.boolean(), detail: z.string() })),
    }),
  ),
};
