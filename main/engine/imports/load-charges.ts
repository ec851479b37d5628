import { rm } from "node:fs/promises";
import { fail } from "../../../shared/errors.ts";
import type { JobContext } from "../context.ts";
import { chargeTableName } from "../relations/charge-columns.ts";
import { type CanonicalCharges, type RowGap, writeCanonicalCharges } from "./canonical-charges.ts";
import { timeColumns } from "./charge-plan.ts";
import { TIME_SHAPES } from "./charge-shapes.ts";
import type { ChargeTable } from "./charge-table.ts";
import type { Reject, StagedFile } from "./loaded-file.ts";
import type { LostFraction } from "./lost-fraction.ts";
import { quickLoad } from "./quick-load.ts";
import { csvCells, dropChargeTable, writeCells } from "./readers/charge-staging.ts";
import { readCsvRows } from "./readers/csv-rows.ts";
import type { Dialect } from "./readers/detect-dialect.ts";
import type { ChargeFile, ChargeText } from "./recognise-charges.ts";
import type { ChargeParquet } from "./recognise-parquet.ts";

/** What a billing file became. */
export interface LoadedCharges {
  readonly table: ChargeTable;
  readonly blank: number;
  /** Lines above the header. */
  readonly skipped: number;
  readonly rejects: readonly Reject[];
  readonly gaps: readonly RowGap[];
  readonly lost: ReadonlyMap<string, LostFraction>;
  readonly unread: ReadonlyMap<string, number>;
}

const PLAIN: Dialect = {
  delimiter: ",",
  quote: '"',
  newline: "\n",
  confidence: "exact",
  reason: "",
};

/**
 * Reads a billing text into its own table. The database reads plain texts in one statement whose
 * guards admit only what it reads exactly; any other text is first rewritten record by record.
 * Law: both ways give the same charges (test/laws/import-conservation.test.ts)
 */
export async function loadChargeText(
  job: JobContext,
  staged: StagedFile,
  text: ChargeText,
): Promise<LoadedCharges> {
  const { newline } = text.dialect;
  const isPlain =
    text.headerLine === 1 &&
    text.replaced === undefined &&
    !text.shapes.needsCanonical &&
    (newline === "\n" || newline === "\r\n");
  return (isPlain ? await loadPlain(job, staged, text) : null) ?? loadRewritten(job, staged, text);
}

async function loadPlain(
  job: JobContext,
  staged: StagedFile,
  text: ChargeText,
): Promise<LoadedCharges | null> {
  const name = chargeTableName(staged.sourceFileId);
  const { plan, shapes, dialect } = text;
  const cells = csvCells(staged.path, dialect, plan.header.length);
  const load = await quickLoad(job, { name, cells, plan, ...shapes });
  if (load === null) {
    return null;
  }
  const { table, lost, refused } = load;
  const lines = refused === 0 ? await accountForLines(staged, text, table.records) : null;
  if (lines === null) {
    await job.writer.run(dropChargeTable(name));
    return null;
  }
  return { table, lost, skipped: 0, rejects: [], unread: new Map(), ...lines };
}

/**
 * Proves that every physical record is in the table: by the line count where each record is one
 * line, else by taking the text apart. Null where some record is not in the table.
 */
async function accountForLines(
  staged: StagedFile,
  { dialect, plan }: ChargeText,
  records: number,
): Promise<{ blank: number; gaps: RowGap[] } | null> {
  if (staged.lines === records + 1) {
    return { blank: 0, gaps: [] };
  }
  const gaps: RowGap[] = [];
  let seen = 0;
  let blank = 0;
  let pending = 0;
  for await (const batch of readCsvRows(staged, dialect)) {
    for (const row of batch) {
      if (row.raw.trim() === "") {
        blank += 1;
        pending += 1;
        continue;
      }
      if (row.broken !== null || row.cells.length !== plan.header.length) {
        return null;
      }
      if (pending > 0) {
        gaps.push({ rowidFrom: seen - 1, skipped: pending });
        pending = 0;
      }
      seen += 1;
    }
  }
  return seen === records + 1 ? { blank, gaps } : null;
}

async function loadRewritten(
  job: JobContext,
  staged: Pick<StagedFile, "name" | "path" | "originalPath" | "sourceFileId">,
  text: ChargeText,
): Promise<LoadedCharges> {
  const { plan, headerLine } = text;
  const path = `${staged.originalPath}.canonical`;
  try {
    const read = abortable(readCsvRows(staged, text.dialect), job.signal);
    const rows = text.replaced?.rows(read) ?? read;
    const canonical = await writeCanonicalCharges(rows, headerLine, plan, text.shapes, path);
    const load = await quickLoad(job, {
      name: chargeTableName(staged.sourceFileId),
      cells: csvCells(path, PLAIN, plan.header.length),
      plan,
      decimals: canonical.decimals,
      times: new Map(timeColumns(plan).map(({ column }) => [column.name, TIME_SHAPES[2]])),
    });
    if (load === null || load.refused > 0) {
      return notConserved(staged.name, "a record");
    }
    assertSameSums(staged.name, load.table, canonical);
    return { ...canonical, table: load.table, skipped: headerLine - 1 };
  } finally {
    await rm(path, { force: true });
  }
}

async function* abortable<T>(items: AsyncIterable<T>, signal: AbortSignal): AsyncIterable<T> {
  for await (const item of items) {
    signal.throwIfAborted();
    yield item;
  }
}

/** The database's sums must equal the ones counted while the text was taken apart. */
function assertSameSums(name: string, table: ChargeTable, canonical: CanonicalCharges): void {
  const differs = [...canonical.sums].find(([column, units]) => table.sumUnits(column) !== units);
  if (differs !== undefined) {
    notConserved(name, differs[0]);
  }
  if (table.records !== canonical.loaded) {
    notConserved(name, "the number of records");
  }
}

export function notConserved(name: string, what: string): never {
  return fail(
    "import-not-conserved",
    `"${name}" was not imported: ${what} in the workspace would not equal the file's.`,
    "Nothing was stored. Report this file's layout, because Tieout read it wrongly.",
  );
}

/** Reads a Parquet file into its own table; one with unusual cells by way of a text. */
export async function loadChargeParquet(
  job: JobContext,
  staged: StagedFile,
  file: ChargeParquet,
): Promise<LoadedCharges> {
  const { plan, shapes, cells } = file;
  const name = chargeTableName(staged.sourceFileId);
  const isQuick = !shapes.needsCanonical && file.replaced === undefined;
  const load = !isQuick ? null : await quickLoad(job, { name, cells, plan, ...shapes });
  // Its first row is record 1, because there is no header above it.
  const headless: RowGap = { rowidFrom: 0, skipped: -1 };
  if (load !== null) {
    const { table, lost } = load;
    if (table.records !== file.rows) {
      notConserved(staged.name, "the number of records");
    }
    return { table, lost, blank: 0, skipped: 0, rejects: [], unread: new Map(), gaps: [headless] };
  }
  const path = `${staged.originalPath}.csv`;
  try {
    await job.writer.run(writeCells(cells, path));
    const text: ChargeText = { ...(file satisfies ChargeFile), dialect: PLAIN, headerLine: 1 };
    const loaded = await loadRewritten(job, { ...staged, path }, text);
    return { ...loaded, gaps: [headless, ...loaded.gaps] };
  } finally {
    await rm(path, { force: true });
  }
}
