import type { JobContext } from "../../context.ts";
import { LostFraction } from "../cells/lost-fraction.ts";
import {
  type Cells,
  clearReaderRejects,
  countReaderRejects,
  createChargeTable,
  dropChargeTable,
  insertCharges,
  lostDigits,
} from "../readers/charge-staging.ts";
import type { ChargeTypes } from "../readers/charge-values.ts";
import { type ChargePlan, decimalColumns } from "./charge-plan.ts";
import type { DecimalShape, TimeShape } from "./charge-shapes.ts";
import { type ChargeTable, readChargeTable } from "./charge-table.ts";
import { firstTypes, LOSSY_DECIMALS, widened } from "./charge-types.ts";

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

/**
 * Loads cells in one statement into columns as narrow as they are exact; where a cell does not fit
 * its column, once more with wider columns. Null where a cell needs another way of reading, with
 * no table left behind.
 */
export async function quickLoad(job: JobContext, source: QuickSource): Promise<QuickLoad | null> {
  const { writer } = job;
  const { name, cells, plan } = source;
  let types = firstTypes(source.plan, source);
  for (;;) {
    await writer.run(createChargeTable(name, plan, types));
    await writer.run(insertCharges(name, cells, plan, types));
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
    types = widened(types, unreadDecimals);
  }
}

/** Clears the reader's notes; gives the number of records it refused. */
export async function takeReaderRejects(
  { writer }: Pick<JobContext, "writer">,
  cells: Cells,
): Promise<number> {
  if (!cells.notesRejects) {
    return 0;
  }
  const [[refused] = []] = (await writer.table(countReaderRejects)).rows;
  for (const clear of clearReaderRejects) {
    await writer.run(clear);
  }
  return typeof refused === "number" ? refused : 0;
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
