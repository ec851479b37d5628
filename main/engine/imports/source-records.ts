import { z } from "zod";
import type { ImportedFile } from "../../../shared/contract/jobs.ts";
import { ColumnMatch, type SourceFile } from "../../../shared/contract/workspace.ts";
import { addAmounts, canonicalAmount } from "../../../shared/domain/amount.ts";
import { Finding } from "../../../shared/domain/finding.ts";
import { Dataset, Mapping } from "../../../shared/domain/mapping.ts";
import { Period } from "../../../shared/domain/period.ts";
import type { ChangeContext } from "../context.ts";
import type { Reader, Writer } from "../database/database.ts";
import { statement } from "../database/sql.ts";
import type { RowGap } from "./bills/canonical-charges.ts";
import findingsQuery from "./findings.sql?raw";
import insertFinding from "./insert-finding.sql?raw";
import insertRejects from "./insert-rejects.sql?raw";
import insertRowGaps from "./insert-row-gaps.sql?raw";
import insertSourceFile from "./insert-source-file.sql?raw";
import insertTotal from "./insert-source-file-total.sql?raw";
import {
  type FileTotal,
  type LoadedFile,
  type Reject,
  type StagedFile,
  wholeReason,
} from "./loaded-file.ts";
import setActive from "./set-source-file-active.sql?raw";
import sourceFileTotals from "./source-file-totals.sql?raw";
import sourceFiles from "./source-files.sql?raw";

/** A row of `source_file` with the number of its findings. */
const SourceRow = z.object({
  source_file_id: z.string(),
  file_name: z.string(),
  sha256: z.string(),
  bytes: z.number(),
  format: z.string(),
  dataset: Dataset,
  mapping: z.string().nullable(),
  columns: z.string(),
  unmapped: z.string(),
  records_physical: z.number(),
  records_loaded: z.number(),
  records_rejected: z.number(),
  records_blank: z.number(),
  records_skipped: z.number(),
  is_active: z.boolean(),
  superseded_by: z.string().nullable(),
  imported_sequence: z.number(),
  imported_at: z.string(),
  findings: z.number(),
});
export type SourceRow = z.infer<typeof SourceRow>;

const TotalRow = z.object({
  source_file_id: z.string(),
  measure: z.string(),
  currency: z.string(),
  period: z.string().nullable(),
  records: z.number(),
  amount: z.string(),
});

const FindingRow = z.object({
  source_file_id: z.string(),
  file_name: z.string(),
  code: z.string(),
  severity: z.string(),
  row_number: z.number().nullable(),
  column_name: z.string().nullable(),
  found: z.string(),
  expected: z.string(),
  remedy: z.string(),
  count: z.number(),
  amount_at_stake: z.string().nullable(),
  currency: z.string().nullable(),
});

/** Imported files, newest first; all of them, or the one asked for. */
export function readSourceRows(reader: Reader, sourceFileId: string | null): Promise<SourceRow[]> {
  return reader.rows(SourceRow, statement(sourceFiles, { source_file_id: sourceFileId }));
}

export async function readTotals(
  reader: Reader,
  sourceFileId: string | null,
): Promise<Map<string, FileTotal[]>> {
  const rows = await reader.rows(
    TotalRow,
    statement(sourceFileTotals, { source_file_id: sourceFileId }),
  );
  const totals = new Map<string, FileTotal[]>();
  for (const { source_file_id: file, ...total } of rows) {
    totals.set(file, [...(totals.get(file) ?? []), total]);
  }
  return totals;
}

export async function readFindings(
  reader: Reader,
  sourceFileId: string | null,
): Promise<Finding[]> {
  const rows = await reader.rows(
    FindingRow,
    statement(findingsQuery, { source_file_id: sourceFileId }),
  );
  return rows.map((row) =>
    Finding.parse({
      code: row.code,
      severity: row.severity,
      sourceFileId: row.source_file_id,
      file: row.file_name,
      row: row.row_number,
      column: row.column_name,
      found: row.found,
      expected: row.expected,
      remedy: row.remedy,
      count: row.count,
      amountAtStake: row.amount_at_stake,
      currency: row.currency,
    }),
  );
}

/** One control total per measure and currency, over every period. */
export function wholeTotals(totals: readonly FileTotal[]): ImportedFile["controlTotals"] {
  const groups = new Map<string, FileTotal[]>();
  for (const total of totals) {
    const key = `${total.measure}\u0001${total.currency}`;
    groups.set(key, [...(groups.get(key) ?? []), total]);
  }
  const ordered = [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
  return ordered.flatMap(([, group]) => {
    const [first] = group;
    const amount = addAmounts(group.map((total) => canonicalAmount(total.amount)));
    return first === undefined
      ? []
      : [{ measure: first.measure, currency: first.currency, amount }];
  });
}

export function periodsOf(totals: readonly FileTotal[]): Period[] {
  const periods = totals.flatMap(({ period }) => {
    const parsed = Period.safeParse(period);
    return parsed.success ? [parsed.data] : [];
  });
  return [...new Set(periods)].sort();
}

export function sourceFileOf(row: SourceRow, totals: readonly FileTotal[]): SourceFile {
  return {
    sourceFileId: row.source_file_id,
    file: row.file_name,
    sha256: row.sha256,
    bytes: row.bytes,
    format: row.format,
    dataset: row.dataset,
    records: recordsOf(row),
    controlTotals: wholeTotals(totals),
    periods: periodsOf(totals),
    findingCount: row.findings,
    isActive: row.is_active,
    supersededBy: row.superseded_by,
    importedSequence: row.imported_sequence,
    importedAt: row.imported_at,
  };
}

export function recordsOf(row: SourceRow): SourceFile["records"] {
  return {
    physical: row.records_physical,
    loaded: row.records_loaded,
    rejected: row.records_rejected,
    blank: row.records_blank,
    skipped: row.records_skipped,
  };
}

export function columnsOf(row: SourceRow): z.infer<typeof ColumnMatch>[] {
  return z.array(ColumnMatch).parse(JSON.parse(row.columns));
}

export function mappingOf(row: SourceRow): Mapping | null {
  return row.mapping === null ? null : Mapping.parse(JSON.parse(row.mapping));
}

/** Records an imported file with everything that is known about it, in the job's transaction. */
export async function storeSourceFile(
  { writer, sequence }: Pick<ChangeContext, "writer" | "sequence">,
  staged: StagedFile,
  loaded: LoadedFile & { readonly gaps?: readonly RowGap[] },
  importedAt: string,
): Promise<void> {
  const { sourceFileId: source_file_id } = staged;
  await writer.run(
    statement(insertSourceFile, {
      source_file_id,
      file_name: staged.name,
      sha256: staged.sha256,
      bytes: staged.bytes,
      format: loaded.format,
      dataset: loaded.dataset,
      mapping: loaded.mapping === null ? null : JSON.stringify(loaded.mapping),
      columns: JSON.stringify(loaded.columns),
      unmapped: JSON.stringify(loaded.unmapped),
      ...loaded.records,
      sequence,
      imported_at: importedAt,
    }),
  );
  for (const total of loaded.totals) {
    await writer.run(statement(insertTotal, { source_file_id, ...total }));
  }
  for (const finding of loaded.findings) {
    await storeFinding(writer, source_file_id, finding);
  }
  await storeRejects(writer, source_file_id, loaded.rejects);
  await storeGaps(writer, source_file_id, loaded.gaps ?? []);
}

export async function storeFinding(
  writer: Writer,
  source_file_id: string,
  finding: Finding,
): Promise<void> {
  const { code, severity, found, expected, remedy, count, currency } = finding;
  await writer.run(
    statement(insertFinding, {
      source_file_id,
      code,
      severity,
      row_number: finding.row,
      column_name: finding.column,
      found,
      expected,
      remedy,
      count,
      amount_at_stake: finding.amountAtStake,
      currency,
    }),
  );
}

const BATCH = 2_000;

async function storeRejects(
  writer: Writer,
  source_file_id: string,
  rejects: readonly Reject[],
): Promise<void> {
  for (let from = 0; from < rejects.length; from += BATCH) {
    const batch = rejects.slice(from, from + BATCH);
    await writer.run(
      statement(insertRejects, {
        source_file_id,
        lines: batch.map(({ line }) => String(line)),
        offsets: batch.map(({ byteOffset }) => (byteOffset === null ? "" : String(byteOffset))),
        columns: batch.map(({ column }) => column ?? ""),
        codes: batch.map(({ code }) => code),
        reasons: batch.map(wholeReason),
        remedies: batch.map(({ remedy }) => remedy),
        texts: batch.map(({ rawText }) => rawText),
      }),
    );
  }
}

async function storeGaps(
  writer: Writer,
  source_file_id: string,
  gaps: readonly RowGap[],
): Promise<void> {
  for (let from = 0; from < gaps.length; from += BATCH) {
    const batch = gaps.slice(from, from + BATCH);
    await writer.run(
      statement(insertRowGaps, {
        source_file_id,
        rowids: batch.map(({ rowidFrom }) => String(rowidFrom)),
        skipped: batch.map(({ skipped }) => String(skipped)),
      }),
    );
  }
}

/** Switches a file on or off; its rows stay where they are, so either way can be undone. */
export async function setSourceFileActive(
  writer: Writer,
  sourceFileId: string,
  isActive: boolean,
  supersededBy: string | null,
): Promise<void> {
  await writer.run(
    statement(setActive, {
      source_file_id: sourceFileId,
      is_active: isActive,
      superseded_by: supersededBy,
    }),
  );
}
