import type { JobContext } from "../../context.ts";
import {
  createChargeTable,
  csvCells,
  dropChargeTable,
  insertCharges,
} from "../readers/charge-staging.ts";
import type { ChargeTypes } from "../readers/charge-values.ts";
import type { Dialect } from "../readers/detect-dialect.ts";
import { type ChargePlan, timeColumns } from "./charge-plan.ts";
import { type DecimalShape, TIME_SHAPES } from "./charge-shapes.ts";
import { type ChargeTable, readChargeTable } from "./charge-table.ts";
import { firstTypes, outgrown, widened } from "./charge-types.ts";
import { takeReaderRejects } from "./quick-load.ts";

/** What the parts hold and where they go. */
interface PartTarget {
  readonly table: string;
  readonly plan: ChargePlan;
  readonly dialect: Dialect;
}

type Shapes = ReadonlyMap<string, DecimalShape>;

/**
 * Loads the parts of a text one by one into one charge table, each while the next is still being
 * written. Columns are as narrow as the digits written so far allow; where a part needs more, all
 * parts so far are loaded again.
 */
export class PartLoader {
  private readonly job: Pick<JobContext, "writer" | "signal">;
  private readonly target: PartTarget;
  private readonly paths: string[] = [];
  private types: ChargeTypes | null = null;
  private refused = 0;
  private loading: Promise<void> = Promise.resolve();

  constructor(job: Pick<JobContext, "writer" | "signal">, target: PartTarget) {
    this.job = job;
    this.target = target;
  }

  /** Begins to load a part, once the one before it is loaded. */
  async take(path: string, written: Shapes): Promise<void> {
    await this.loading;
    this.paths.push(path);
    this.loading = this.load(path, written);
    // It is awaited with the next part; a failure until then is not lost, only late.
    this.loading.catch(() => undefined);
  }

  /** The table of all parts; null where it does not hold every cell of them. */
  async finish(): Promise<ChargeTable | null> {
    await this.loading;
    const { types } = this;
    if (types === null || this.refused > 0) {
      return null;
    }
    const { table, plan } = this.target;
    const read = await readChargeTable(this.job.writer, table, plan, types);
    const isWhole = read.unreadDecimals.length === 0 && read.unreadTimes.length === 0;
    return isWhole && read.hasAllRequired ? read : null;
  }

  /** Ends when nothing is being loaded any more, whatever became of it. */
  async settled(): Promise<void> {
    await this.loading.catch(() => undefined);
  }

  private async load(path: string, written: Shapes): Promise<void> {
    const { table, plan } = this.target;
    const { writer } = this.job;
    const known = this.types;
    const types = known ?? firstTypes(plan, { decimals: written, times: canonicalTimes(plan) });
    const narrow = outgrown(types, written);
    if (known !== null && narrow.length === 0) {
      await this.insert(path, known);
      return;
    }
    if (known !== null) {
      await writer.run(dropChargeTable(table));
    }
    const fitting = widened(types, narrow);
    this.types = fitting;
    await writer.run(createChargeTable(table, plan, fitting));
    for (const part of this.paths) {
      await this.insert(part, fitting);
    }
  }

  private async insert(path: string, types: ChargeTypes): Promise<void> {
    const { table, plan, dialect } = this.target;
    const cells = csvCells(path, dialect, plan.header.length);
    this.job.signal.throwIfAborted();
    await this.job.writer.run(insertCharges(table, cells, plan, types));
    this.refused += await takeReaderRejects(this.job, cells);
  }
}

function canonicalTimes(plan: ChargePlan) {
  return new Map(timeColumns(plan).map(({ column }) => [column.name, TIME_SHAPES[2]]));
}
