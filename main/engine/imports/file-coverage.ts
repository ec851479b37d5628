import { z } from "zod";
import type { Reader } from "../database/database.ts";
import { type Statement, statement } from "../database/sql.ts";
import { chargeTableName } from "../relations/charge-columns.ts";
import { coverageOf } from "./formats/index.ts";
import { type ChargeTable, coveredCharges, sharedCharges } from "./readers/charge-queries.ts";
import { periodsOf, readSourceRows, readTotals, type SourceRow } from "./source-records.ts";

const SharedLines = z.object({
  currency: z.string().nullable(),
  lines: z.number(),
  amount: z.string().nullable(),
});
export type SharedLines = z.infer<typeof SharedLines>;

/** Another active file of the same dataset that covers something a file covers as well. */
export interface Overlap {
  readonly other: SourceRow;
  /** What the other covers: providers and accounts, ledger accounts, vendors, … per period. */
  readonly covered: ReadonlySet<string>;
  /** Lines of the file that the other holds as well, per currency. */
  readonly shared: readonly SharedLines[];
}

/** The active files as far as what they cover goes; each file is asked once. */
export class FileCoverage {
  private readonly reader: Reader;
  private readonly active: readonly SourceRow[];
  private readonly periods: ReadonlyMap<string, readonly string[]>;
  private readonly covered = new Map<string, Set<string>>();

  private constructor(
    reader: Reader,
    active: readonly SourceRow[],
    periods: ReadonlyMap<string, readonly string[]>,
  ) {
    this.reader = reader;
    this.active = active;
    this.periods = periods;
  }

  static async read(reader: Reader): Promise<FileCoverage> {
    const active = (await readSourceRows(reader, null)).filter((row) => row.is_active);
    const totals = await readTotals(reader, null);
    const periods = active.map(({ source_file_id: file }) => {
      return [file, periodsOf(totals.get(file) ?? [])] as const;
    });
    return new FileCoverage(reader, active, new Map(periods));
  }

  file(sourceFileId: string): SourceRow | undefined {
    return this.active.find((row) => row.source_file_id === sourceFileId);
  }

  /** What else is active and covers some of the same, newest first. */
  async overlapsOf(file: SourceRow): Promise<Overlap[]> {
    const overlaps: Overlap[] = [];
    for (const other of this.active) {
      if (other.dataset !== file.dataset || other.source_file_id === file.source_file_id) {
        continue;
      }
      if (!this.mayMeet(file, other)) {
        continue;
      }
      const mine = await this.coverageOf(file);
      const covered = await this.coverageOf(other);
      if ([...covered].some((one) => mine.has(one))) {
        const shared = await this.reader.rows(SharedLines, sharedLines(file, other));
        overlaps.push({ other, covered, shared });
      }
    }
    return overlaps;
  }

  async coverageOf(file: SourceRow): Promise<Set<string>> {
    const known = this.covered.get(file.source_file_id);
    if (known !== undefined) {
      return known;
    }
    const rows = await this.reader.rows(z.object({ covered: z.string() }), coveredBy(file));
    const covered = new Set(rows.map((row) => row.covered));
    this.covered.set(file.source_file_id, covered);
    return covered;
  }

  private mayMeet(file: SourceRow, other: SourceRow): boolean {
    const mine = this.periods.get(file.source_file_id) ?? [];
    const theirs = this.periods.get(other.source_file_id) ?? [];
    return mine.length === 0 || theirs.length === 0 || theirs.some((one) => mine.includes(one));
  }
}

const Targets = z.array(z.object({ target: z.string() }));

export function chargeTable({ source_file_id: file, columns }: SourceRow): ChargeTable {
  const stored: unknown = JSON.parse(columns);
  const present = Targets.parse(stored).map(({ target }) => target);
  return { table: chargeTableName(file), present };
}

function coveredBy(file: SourceRow): Statement {
  if (file.dataset === "charge") {
    const { table, present } = chargeTable(file);
    return coveredCharges(table, present);
  }
  return statement(coverageOf(file.dataset).covered, { source_file_id: file.source_file_id });
}

function sharedLines(file: SourceRow, other: SourceRow): Statement {
  return file.dataset === "charge"
    ? sharedCharges(chargeTable(file), chargeTable(other))
    : statement(coverageOf(file.dataset).shared, {
        source_file_id: file.source_file_id,
        other_file_id: other.source_file_id,
      });
}
