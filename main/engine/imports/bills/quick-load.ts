import { AMOUNT_SCALE } from "../../../../shared/domain/amount.ts";
import type { JobContext } from "../../context.ts";
import { LostFraction } from "../cells/lost-fraction.ts";
import {
  type Cells,
  type ChargeTypes,
  clearReaderRejects,
  countReaderRejects,
  createChargeTable,
  type DecimalType,
  dropChargeTable,
  lostDigits,
} from "../readers/charge-staging.ts";
import { type ChargePlan, decimalColumns, timeColumns } from "./charge-plan.ts";
import { type DecimalShape, TIME_SHAPES, type TimeShape } from "./charge-shapes.ts";
import { type ChargeTable, readChargeTable } from "./charge-table.ts";

/** A charge table that holds every cell of its file, as far as the reader took its records. */
export interface QuickLoad {
  readonly table: ChargeTable;
  /** Records the reader refused. */
  readonly refused: number;
  readonly lost: ReadonlyMap<string, LostFraction>;
}

/** What to load: the cells of a file and what their columns become. */
export interface QuickSource {
  readonly name: string;
  readonly cells: Cells;
  readonly plan: ChargePlan;
  readonly decimals: ReadonlyMap<string, DecimalShape>;
  readonly times: ReadonlyMap<string, TimeShape>;
}

/** Digits before the point a narrow column keeps free beyond what was seen. */
const WHOLE_SPARE = 2;
const WHOLE_MIN = 6;
const SCALE_MIN = 2;
const LOSSY_DECIMALS = 30;
const WIDE: DecimalType = { scale: AMOUNT_SCALE, isWide: true, decimalsMax: LOSSY_DECIMALS };

/**
 * Loads cells in one statement into columns as narrow as they are exact; where a cell does not fit
 * its column, once more with wider columns. Null where a cell needs another way of reading, with
 * no table left behind.
 */
export async function quickLoad(job: JobContext, source: QuickSource): Promise<QuickLoad | null> {
  const { writer } = job;
  const { name, cells, plan } = source;
  let types = firstTypes(source);
  for (;;) {
    await writer.run(createChargeTable(name, cells, plan, types));
    const refused = await takeReaderRejects(job, cells);
    const table = await readChargeTable(writer, name, plan, types);
    const { unreadDecimals, unreadTimes, hasAllRequired } = table;
    const isClean = hasAllRequired && unreadTimes.length === 0;
    if (isClean && unreadDecimals.length === 0) {
      return { table, refused, lost: await measureLost(job, source, types) };
    }
    await writer.run(dropChargeTable(name));
    if (!isClean || unreadDecimals.some((column) => types.decimals.get(column)?.isWide)) {
      return null;
    }
    types = { ...types, decimals: widened(types.decimals, unreadDecimals) };
  }
}

async function takeReaderRejects({ writer }: JobContext, cells: Cells): Promise<number> {
  if (!cells.notesRejects) {
    return 0;
  }
  const [[refused] = []] = (await writer.table(countReaderRejects)).rows;
  for (const clear of clearReaderRejects) {
    await writer.run(clear);
  }
  return typeof refused === "number" ? refused : 0;
}

function firstTypes({ plan, decimals, times }: QuickSource): ChargeTypes {
  return {
    decimals: new Map(
      decimalColumns(plan).map(({ column: { name } }) => [name, typeFor(decimals.get(name))]),
    ),
    times: new Map(
      timeColumns(plan).map(({ column: { name } }) => [name, times.get(name) ?? TIME_SHAPES[0]]),
    ),
  };
}

function typeFor({ whole, decimals }: DecimalShape = { whole: 1, decimals: 0 }): DecimalType {
  const scale = Math.min(AMOUNT_SCALE, Math.max(SCALE_MIN, decimals));
  if (18 - scale < Math.max(WHOLE_MIN, whole + WHOLE_SPARE)) {
    return WIDE;
  }
  return { scale, isWide: false, decimalsMax: decimals > AMOUNT_SCALE ? LOSSY_DECIMALS : scale };
}

function widened(
  decimals: ChargeTypes["decimals"],
  columns: readonly string[],
): ChargeTypes["decimals"] {
  return new Map([...decimals, ...columns.map((column) => [column, WIDE] as const)]);
}

async function measureLost(
  job: JobContext,
  { cells, plan }: QuickSource,
  types: ChargeTypes,
): Promise<Map<string, LostFraction>> {
  const lost = new Map<string, LostFraction>();
  const columns = decimalColumns(plan).filter(({ column }) => {
    const type = types.decimals.get(column.name);
    return type !== undefined && type.decimalsMax > type.scale;
  });
  if (columns.length === 0) {
    return lost;
  }
  const [row = []] = (await job.writer.table(lostDigits(cells, columns))).rows;
  await takeReaderRejects(job, cells);
  for (const [position, { column }] of columns.entries()) {
    const count = row[position * 2];
    if (typeof count === "number" && count > 0) {
      const digits = new LostFraction();
      digits.add(BigInt(String(row[position * 2 + 1])), LOSSY_DECIMALS, count);
      lost.set(column.name, digits);
    }
  }
  return lost;
}
