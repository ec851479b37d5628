import { z } from "zod";
import type { Dataset } from "../../../shared/domain/mapping.ts";
import type { Reader } from "../database/database.ts";
import { type Statement, statement } from "../database/sql.ts";
import { chargeTableName } from "../relations/charge-columns.ts";
import coveredDriver from "./covered-driver.sql?raw";
import coveredFx from "./covered-fx.sql?raw";
import coveredLedger from "./covered-ledger.sql?raw";
import coveredProcurement from "./covered-procurement.sql?raw";
import { coveredCharges } from "./readers/charge-queries.ts";
import { periodsOf, readSourceRows, readTotals, type SourceRow } from "./source-records.ts";

const COVERED: Readonly<Record<Exclude<Dataset, "charge">, string>> = {
  ledger: coveredLedger,
  purchase: coveredProcurement,
  invoice: coveredProcurement,
  driver: coveredDriver,
  fx: coveredFx,
};

/** A file as far as its coverage goes. */
export interface CoveringFile {
  readonly sourceFileId: string;
  readonly dataset: Dataset;
  /** Columns of its relation that it fills. */
  readonly targets: readonly string[];
  readonly periods: readonly string[];
}

export interface Overlap {
  readonly sourceFileId: string;
  readonly file: string;
  /** Whether the new file covers everything the earlier one does. */
  readonly isWhole: boolean;
}

/** Active files of the same dataset that cover what a new file covers: providers, periods, … */
export async function findOverlaps(reader: Reader, file: CoveringFile): Promise<Overlap[]> {
  const others = (await readSourceRows(reader, null)).filter(
    (row) =>
      row.is_active && row.dataset === file.dataset && row.source_file_id !== file.sourceFileId,
  );
  if (others.length === 0) {
    return [];
  }
  const totals = await readTotals(reader, null);
  const covered = await coverage(reader, file);
  const overlaps: Overlap[] = [];
  for (const row of others) {
    const periods = periodsOf(totals.get(row.source_file_id) ?? []);
    const mayOverlap = periods.length === 0 || periods.some((one) => file.periods.includes(one));
    if (!mayOverlap) {
      continue;
    }
    const theirs = await coverage(reader, coveringFileOf(row, periods));
    const shared = [...theirs].filter((one) => covered.has(one));
    if (shared.length > 0) {
      const isWhole = shared.length === theirs.size;
      overlaps.push({ sourceFileId: row.source_file_id, file: row.file_name, isWhole });
    }
  }
  return overlaps;
}

const Targets = z.array(z.object({ target: z.string() }));

function coveringFileOf(row: SourceRow, periods: readonly string[]): CoveringFile {
  const columns: unknown = JSON.parse(row.columns);
  const targets = Targets.parse(columns).map(({ target }) => target);
  return { sourceFileId: row.source_file_id, dataset: row.dataset, targets, periods };
}

async function coverage(reader: Reader, file: CoveringFile): Promise<Set<string>> {
  const rows = await reader.rows(z.object({ covered: z.string() }), coverageOf(file));
  return new Set(rows.map(({ covered }) => covered));
}

function coverageOf({ dataset, sourceFileId, targets }: CoveringFile): Statement {
  return dataset === "charge"
    ? coveredCharges(chargeTableName(sourceFileId), targets)
    : statement(COVERED[dataset], { source_file_id: sourceFileId });
}
