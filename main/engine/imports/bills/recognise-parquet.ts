import type { Mapping } from "../../../../shared/domain/mapping.ts";
import { fail } from "../../../../shared/errors.ts";
import type { Reader } from "../../database/database.ts";
import type { StagedFile } from "../loaded-file.ts";
import {
  type Cells,
  countParquet,
  describeParquet,
  parquetCells,
  sampleCells,
} from "../readers/charge-staging.ts";
import { type ChargeFile, recogniseHeader, understand } from "./recognise-charges.ts";

/** A billing file in Parquet, understood but not yet read. */
export interface ChargeParquet extends ChargeFile {
  readonly cells: Cells;
  /** Rows the file itself states. */
  readonly rows: number;
  /** Columns of numbers that come as floating point. */
  readonly floating: readonly string[];
}

const SAMPLE_ROWS = 5_000;

/**
 * What kind of billing file a Parquet file is; null where it is none.
 * Errors: `file-truncated` where its footer or pages cannot be read.
 */
export async function recogniseChargeParquet(
  reader: Reader,
  staged: StagedFile,
  mapping: Mapping | null,
): Promise<ChargeParquet | null> {
  const columns = await readable(staged, () => reader.table(describeParquet(staged.path)));
  const header = columns.rows.map(([name]) => String(name));
  const types = columns.rows.map(([, type]) => String(type));
  const found = recogniseHeader(header, mapping);
  if (found === null) {
    return null;
  }
  const cells = parquetCells(staged.path, types);
  const counted = await reader.table(countParquet(staged.path));
  const sample = await readable(staged, () =>
    reader.table(sampleCells(cells, header.length, SAMPLE_ROWS)),
  );
  const rows = sample.rows.map((row) => row.map((cell) => (cell === null ? "" : String(cell))));
  const file = understand(header, found, rows, mapping);
  return {
    ...file,
    cells,
    rows: counted.rows.reduce((sum, [count]) => sum + (typeof count === "number" ? count : 0), 0),
    floating: header.filter((_, index) => /^(DOUBLE|FLOAT)$/.test(types[index] ?? "")),
  };
}

async function readable<T>({ name }: StagedFile, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Error && /parquet|snappy|zstd|footer|magic|thrift/i.test(error.message)) {
      fail(
        "file-truncated",
        `"${name}" starts like a Parquet file but cannot be read as one.`,
        "Fetch the file again; the copy at hand is incomplete or damaged.",
      );
    }
    throw error;
  }
}
