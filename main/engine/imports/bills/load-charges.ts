import { rm } from "node:fs/promises";
import { fail } from "../../../../shared/errors.ts";
import type { JobContext } from "../../context.ts";
import { chargeTableName } from "../../relations/charge-columns.ts";
import type { LostFraction } from "../cells/lost-fraction.ts";
import type { Reject, StagedFile } from "../loaded-file.ts";
import { csvCells, dropChargeTable, writeCells } from "../readers/charge-staging.ts";
import { readCsvRows } from "../readers/csv-rows.ts";
import type { Dialect } from "../readers/detect-dialect.ts";
import type { FileRow } from "../readers/file-row.ts";
import type { CanonicalCharges, RowGap } from "./canonical-charges.ts";
import { canonicalPlaces, sameRecord } from "./canonical-places.ts";
import type { ChargePlan } from "./charge-plan.ts";
import type { ChargeShapes } from "./charge-shapes.ts";
import type { ChargeTable } from "./charge-table.ts";
import type { BillRemark } from "./define-bill.ts";
import type { LeftOut } from "./left-out-records.ts";
import { mappedRows } from "./mapped-records.ts";
import { PartLoader } from "./part-loader.ts";
import { quickLoad } from "./quick-load.ts";
import type { ChargeFile, ChargeText } from "./recognise-charges.ts";
import type { ChargeParquet } from "./recognise-parquet.ts";
import { type ChargeSheet, sheetRecords } from "./recognise-workbook.ts";
import { BillRewriter, brokenConservation } from "./rewrite-records.ts";
import { missingRemarks, settleBill } from "./settle-bill.ts";
import { writeParts } from "./write-parts.ts";

/** What a billing file became. */
export interface LoadedCharges {
  readonly table: ChargeTable;
  readonly blank: number;
  /** Lines above the header, and records left out as the format declares. */
  readonly skipped: number;
  /** Charges beyond one per record. */
  readonly extra: number;
  readonly rejects: readonly Reject[];
  readonly gaps: readonly RowGap[];
  readonly lost: ReadonlyMap<string, LostFraction>;
  readonly unread: ReadonlyMap<string, number>;
  /** Of a provider's own bill: records left out, and what is to be said of the whole. */
  readonly leftOut: readonly LeftOut[];
  readonly remarks: readonly BillRemark[];
  /** The generation of the format, where only all records could show it. */
  readonly format: string | null;
}

/** The records of a bill and where they start. */
interface Records {
  readonly rows: () => AsyncIterable<readonly FileRow[]>;
  readonly headerLine: number;
  /** Between their cells, where they are a text. */
  readonly delimiter?: Dialect["delimiter"];
  /** The format a person names. */
  readonly format: string | undefined;
}

const NO_BILL = { leftOut: [], remarks: [], format: null };
const PLAIN: Dialect = {
  delimiter: ",",
  quote: '"',
  newline: "\n",
  confidence: "exact",
  reason: "",
};

const NOTHING = { skipped: 0, extra: 0, blank: 0, rejects: [], unread: new Map(), ...NO_BILL };

/**
 * Reads a billing text into its own table. The database reads plain texts in one statement whose
 * guards admit only what it reads exactly; any other text is first rewritten record by record.
 * Law: both ways give the same charges (test/laws/import-conservation.test.ts)
 */
export async function loadChargeText(
  job: JobContext,
  staged: StagedFile,
  text: ChargeText,
  format?: string,
): Promise<LoadedCharges> {
  const { newline, delimiter } = text.dialect;
  const isPlain =
    text.headerLine === firstLine(staged) &&
    text.mapped === undefined &&
    !text.shapes.needsCanonical &&
    (newline === "\n" || newline === "\r\n");
  const rows = () => mappedRows(text, readCsvRows(staged, text.dialect));
  const records: Records = { rows, headerLine: text.headerLine, delimiter, format };
  const loaded =
    (isPlain ? await loadPlain(job, staged, text) : null) ??
    (await loadRecords(job, staged, text, records));
  // Records of JSON are numbered without the header, which a row of a text counts.
  const isNumbered = staged.firstRecord !== undefined;
  return isNumbered
    ? { ...loaded, gaps: [{ rowidFrom: 0, skipped: firstLine(staged) - 1 }, ...loaded.gaps] }
    : loaded;
}

function firstLine({ firstRecord }: Pick<StagedFile, "firstRecord">): number {
  return firstRecord ?? 1;
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
  return { table, lost, ...NOTHING, ...lines };
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

/** Loads records one by one, those of a provider's own bill as the charges they become. */
async function loadRecords(
  job: JobContext,
  staged: StagedFile,
  { plan, shapes, native }: ChargeFile,
  records: Records,
): Promise<LoadedCharges> {
  if (native === null) {
    return loadRewritten(job, staged, { plan, shapes, records, rewriter: null });
  }
  const settled = await settleBill(job, staged, native, records);
  const rewriter = new BillRewriter(settled.reading, staged.name);
  const { reading } = settled;
  const loaded = await loadRewritten(job, staged, {
    plan: reading.plan,
    shapes: { conventions: new Map(), dateFormats: new Map() },
    records,
    rewriter,
  });
  const broken = brokenConservation(rewriter, reading, loaded.canonical);
  if (broken !== null) {
    notConserved(staged.name, broken);
  }
  const { bound } = reading;
  const remarks = [...missingRemarks(bound), ...(bound.remarks?.() ?? [])];
  const leftOut = [...loaded.leftOut, ...rewriter.leftOut()];
  return { ...loaded, leftOut, remarks, format: settled.format };
}

async function loadRewritten(
  job: JobContext,
  staged: Pick<StagedFile, "name" | "originalPath" | "sourceFileId" | "firstRecord">,
  source: {
    readonly plan: ChargePlan;
    readonly shapes: Pick<ChargeShapes, "conventions" | "dateFormats">;
    readonly records: Records;
    readonly rewriter: BillRewriter | null;
  },
): Promise<LoadedCharges & { readonly canonical: CanonicalCharges }> {
  const { plan, records, rewriter } = source;
  const { headerLine, delimiter = "," } = records;
  const places = canonicalPlaces(plan, rewriter ?? sameRecord(plan));
  const loader = new PartLoader(job, {
    table: chargeTableName(staged.sourceFileId),
    plan: places.plan,
    dialect: { ...PLAIN, delimiter },
  });
  const rows = abortable(records.rows(), job.signal);
  const written = { ...source, rows, headerLine, delimiter, places };
  const canonical = await writeParts(written, `${staged.originalPath}.canonical`, loader);
  const table = await loader.finish();
  if (table === null) {
    return notConserved(staged.name, "a record");
  }
  assertSameSums(staged.name, table, canonical);
  const { blank, extra, rejects, gaps, lost, unread } = canonical;
  const skipped = headerLine - firstLine(staged) + canonical.leftOut;
  const counted = { table, blank, skipped, extra, rejects, gaps, lost, unread };
  return { ...counted, ...NO_BILL, leftOut: canonical.declared, canonical };
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

/** Reads a sheet of a workbook into its own table, row by row. */
export function loadChargeSheet(
  job: JobContext,
  staged: StagedFile,
  file: ChargeSheet,
  format?: string,
): Promise<LoadedCharges> {
  const rows = () => mappedRows(file, sheetRecords(staged, file));
  return loadRecords(job, staged, file, {
    rows,
    headerLine: file.headerLine,
    delimiter: ",",
    format,
  });
}

/** Reads a Parquet file into its own table; one with unusual cells by way of a text. */
export async function loadChargeParquet(
  job: JobContext,
  staged: StagedFile,
  file: ChargeParquet,
  format?: string,
): Promise<LoadedCharges> {
  const { plan, shapes, cells } = file;
  const name = chargeTableName(staged.sourceFileId);
  const isQuick = !shapes.needsCanonical && file.mapped === undefined;
  const load = !isQuick ? null : await quickLoad(job, { name, cells, plan, ...shapes });
  // Its first row is record 1, because there is no header above it.
  const headless: RowGap = { rowidFrom: 0, skipped: -1 };
  if (load !== null) {
    const { table, lost } = load;
    if (table.records !== file.rows) {
      notConserved(staged.name, "the number of records");
    }
    return { table, lost, ...NOTHING, gaps: [headless] };
  }
  const path = `${staged.originalPath}.csv`;
  try {
    await job.writer.run(writeCells(cells, path));
    const rows = () => mappedRows(file, readCsvRows({ path, name: staged.name }, PLAIN));
    const loaded = await loadRecords(job, staged, file, { rows, headerLine: 1, format });
    return { ...loaded, gaps: [headless, ...loaded.gaps] };
  } finally {
    await rm(path, { force: true });
  }
}
