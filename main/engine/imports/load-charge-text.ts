import { rm } from "node:fs/promises";
import { AMOUNT_SCALE } from "../../../shared/domain/amount.ts";
import { fail } from "../../../shared/errors.ts";
import type { JobContext } from "../context.ts";
import { chargeTableName } from "../relations/charge-columns.ts";
import { type CanonicalCharges, type RowGap, writeCanonicalCharges } from "./canonical-charges.ts";
import { decimalColumns, timeColumns } from "./charge-plan.ts";
import { type DecimalShape, TIME_SHAPES } from "./charge-shapes.ts";
import { type ChargeTable, readChargeTable } from "./charge-table.ts";
import type { Reject, StagedFile } from "./loaded-file.ts";
import { LostFraction } from "./lost-fraction.ts";
import {
  type ChargeTypes,
  clearReaderRejects,
  countReaderRejects,
  createChargeTable,
  type DecimalType,
  dropChargeTable,
  lostDigits,
} from "./readers/charge-staging.ts";
import { readCsvRows } from "./readers/csv-rows.ts";
import type { Dialect } from "./readers/detect-dialect.ts";
import type { ChargeText } from "./recognise-text.ts";

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
  const isPlain =
    text.headerLine === 1 &&
    !text.shapes.needsCanonical &&
    (text.dialect.newline === "\n" || text.dialect.newline === "\r\n");
  const direct = isPlain ? await loadDirectly(job, staged, text) : null;
  return direct ?? loadCanonically(job, staged, text);
}

async function loadDirectly(
  job: JobContext,
  staged: StagedFile,
  text: ChargeText,
): Promise<LoadedCharges | null> {
  const { writer } = job;
  const name = chargeTableName(staged.sourceFileId);
  let types = typesOfSample(text);
  for (;;) {
    const { table, refused } = await loadTable(job, staged.path, text.dialect, text, name, types);
    const needsWider = table.unreadDecimals.filter((column) => isNarrow(types, column));
    const isClean = table.hasAllRequired && table.unreadTimes.length === 0;
    if (isClean && table.unreadDecimals.length === 0) {
      const blankAndGaps = await accountForLines(staged, text, table.records, refused);
      if (blankAndGaps === null) {
        break;
      }
      const lost = await measureLostFraction(job, staged.path, text, types);
      return { table, skipped: 0, rejects: [], lost, unread: new Map(), ...blankAndGaps };
    }
    if (!isClean || needsWider.length < table.unreadDecimals.length) {
      break;
    }
    types = widened(types, needsWider);
    await writer.run(dropChargeTable(name));
  }
  await writer.run(dropChargeTable(name));
  return null;
}

async function loadTable(
  { writer }: JobContext,
  path: string,
  dialect: Dialect,
  { plan }: ChargeText,
  name: string,
  types: ChargeTypes,
): Promise<{ table: ChargeTable; refused: number }> {
  await writer.run(createChargeTable(name, path, dialect, plan, types));
  const [[refused] = [0]] = (await writer.table(countReaderRejects)).rows;
  for (const clear of clearReaderRejects) {
    await writer.run(clear);
  }
  const table = await readChargeTable(writer, name, plan, types);
  return { table, refused: typeof refused === "number" ? refused : 0 };
}

/** Digits before the point a narrow column keeps free beyond what the sample showed. */
const WHOLE_SPARE = 2;
const WHOLE_MIN = 6;
const LOSSY_DECIMALS = 30;

function typesOfSample({ plan, shapes }: ChargeText): ChargeTypes {
  const decimals = decimalColumns(plan).map(({ column }): [string, DecimalType] => {
    const shape = shapes.decimals.get(column.name) ?? { whole: 1, decimals: 0 };
    return [column.name, decimalTypeFor(shape)];
  });
  const times = timeColumns(plan).map(({ column }) => {
    return [column.name, shapes.times.get(column.name) ?? TIME_SHAPES[0]] as const;
  });
  return { decimals: new Map(decimals), times: new Map(times) };
}

function decimalTypeFor({ whole, decimals }: DecimalShape): DecimalType {
  const scale = Math.min(AMOUNT_SCALE, Math.max(2, decimals));
  const decimalsMax = decimals > AMOUNT_SCALE ? LOSSY_DECIMALS : scale;
  const isWide = 18 - scale < Math.max(WHOLE_MIN, whole + WHOLE_SPARE);
  return isWide
    ? { scale: AMOUNT_SCALE, isWide, decimalsMax: LOSSY_DECIMALS }
    : { scale, isWide, decimalsMax };
}

function isNarrow(types: ChargeTypes, column: string): boolean {
  return types.decimals.get(column)?.isWide === false;
}

function widened(types: ChargeTypes, columns: readonly string[]): ChargeTypes {
  const decimals = new Map(types.decimals);
  for (const column of columns) {
    decimals.set(column, { scale: AMOUNT_SCALE, isWide: true, decimalsMax: LOSSY_DECIMALS });
  }
  return { ...types, decimals };
}

/**
 * Proves that every physical record is in the table: by the line count where each record is one
 * line, else by taking the text apart. Null where some record is not in the table.
 */
async function accountForLines(
  staged: StagedFile,
  { dialect, plan }: ChargeText,
  records: number,
  refused: number,
): Promise<{ blank: number; gaps: RowGap[] } | null> {
  if (refused > 0) {
    return null;
  }
  if (staged.lines === records + 1) {
    return { blank: 0, gaps: [] };
  }
  const gaps: RowGap[] = [];
  let seen = 0;
  let blank = 0;
  let pending = 0;
  for await (const batch of readCsvRows(staged.path, dialect)) {
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

async function measureLostFraction(
  { writer }: JobContext,
  path: string,
  { dialect, plan }: ChargeText,
  types: ChargeTypes,
): Promise<Map<string, LostFraction>> {
  const columns = decimalColumns(plan).filter(({ column }) => {
    const type = types.decimals.get(column.name);
    return type !== undefined && type.decimalsMax > type.scale;
  });
  const lost = new Map<string, LostFraction>();
  if (columns.length === 0) {
    return lost;
  }
  const [row = []] = (await writer.table(lostDigits(path, dialect, plan, columns))).rows;
  for (const clear of clearReaderRejects) {
    await writer.run(clear);
  }
  for (const [position, { column }] of columns.entries()) {
    const cells = row[position * 2];
    if (typeof cells === "number" && cells > 0) {
      const digits = new LostFraction();
      digits.add(BigInt(String(row[position * 2 + 1])), LOSSY_DECIMALS, cells);
      lost.set(column.name, digits);
    }
  }
  return lost;
}

const PLAIN_DIALECT: Dialect = {
  delimiter: ",",
  quote: '"',
  newline: "\n",
  confidence: "exact",
  reason: "",
};

async function loadCanonically(
  job: JobContext,
  staged: StagedFile,
  text: ChargeText,
): Promise<LoadedCharges> {
  const path = `${staged.originalPath}.canonical`;
  try {
    const rows = readCsvRows(staged.path, text.dialect);
    const canonical = await writeCanonicalCharges(
      abortable(rows, job.signal),
      text.headerLine,
      text.plan,
      text.shapes,
      path,
    );
    const name = chargeTableName(staged.sourceFileId);
    const types = typesOfCanonical(text, canonical);
    const { table } = await loadTable(job, path, PLAIN_DIALECT, text, name, types);
    assertSameSums(staged, table, canonical);
    return { ...canonical, table, skipped: text.headerLine - 1 };
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

function typesOfCanonical(text: ChargeText, canonical: CanonicalCharges): ChargeTypes {
  const canonicalTime = TIME_SHAPES[2];
  const decimals = decimalColumns(text.plan).map(({ column }): [string, DecimalType] => {
    const shape = canonical.decimals.get(column.name) ?? { whole: 1, decimals: 0 };
    return [column.name, decimalTypeFor(shape)];
  });
  const times = timeColumns(text.plan).map(({ column }) => [column.name, canonicalTime] as const);
  return { decimals: new Map(decimals), times: new Map(times) };
}

/** The database's sums must equal the ones counted while the text was taken apart. */
function assertSameSums(staged: StagedFile, table: ChargeTable, canonical: CanonicalCharges): void {
  const differs = [...canonical.sums].find(([name, units]) => table.sumUnits(name) !== units);
  if (differs !== undefined || table.records !== canonical.loaded) {
    fail(
      "import-not-conserved",
      `"${staged.name}" was not imported: ${differs?.[0] ?? "the number of records"} in the ` +
        "workspace would not equal the file's.",
      "Nothing was stored. Report this file's layout, because Tieout read it wrongly.",
    );
  }
}
