import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { createEngine, unwrap } from "../../main/engine/engine.ts";
import { type BillName, billHeader, generateBill } from "./generate-bill.ts";
import { FOCUS_COLUMNS, generateFocus } from "./generate-focus.ts";
import { measurePair, type PairMeasurement } from "./measure-pair.ts";

/** Every record passes through its provider's rules once, beside what the database does. */
const BILL_TARGET = 4;
const COSTS = new Set(["BilledCost", "EffectiveCost", "ListCost"]);

/**
 * Import of a FOCUS month, open to close, against a bare `create table as select * from read_csv`
 * of the same columns as DOUBLE, both on disk. Real exports carry ten or seventeen decimals.
 */
export async function benchImport(
  rows: number,
  decimals: number,
  rounds = 3,
): Promise<PairMeasurement> {
  const folder = await mkdtemp(join(tmpdir(), "tieout-bench-"));
  const path = join(folder, "focus.csv");
  try {
    await generateFocus({ path, rows, seed: 7, decimals });
    return await measurePair({
      name: `import ${rows} rows, ${decimals} decimals`,
      rows,
      target: 1,
      rounds,
      measured: () => ourImport(folder, path),
      against: () => bareLoad(folder, path),
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Import of a provider's own bill, whose rules are applied record by record, against the same bare
 * reading of the same file with every column as text.
 */
export async function benchBill(bill: BillName, rows: number, rounds = 3) {
  const folder = await mkdtemp(join(tmpdir(), "tieout-bench-"));
  const path = join(folder, `${bill}.csv`);
  try {
    await generateBill(bill, { path, rows, seed: 7 });
    return await measurePair({
      name: `import ${rows} rows of a bill, ${bill}`,
      rows,
      target: BILL_TARGET,
      rounds,
      measured: () => ourImport(folder, path),
      against: () => bareLoad(folder, path, billHeader(bill)),
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function bareLoad(
  folder: string,
  path: string,
  columns: readonly string[] = FOCUS_COLUMNS,
): Promise<void> {
  const file = join(folder, "bare.duckdb");
  const types = columns.map((name) => `'${name}': '${COSTS.has(name) ? "double" : "varchar"}'`);
  const instance = await DuckDBInstance.create(file, { threads: "2" });
  const connection = await instance.connect();
  await connection.run(
    `create table bare as select * from read_csv('${path}', header = true, ` +
      `columns = {${types.join(", ")}})`,
  );
  await connection.run("checkpoint");
  connection.closeSync();
  instance.closeSync();
  await rm(file, { force: true });
}

async function ourImport(folder: string, path: string): Promise<void> {
  const workspace = join(folder, "ours.tieout");
  const engine = await createEngine({ workspace });
  const file = engine.grantFile(path);
  unwrap(await engine.runJob("import", { files: [{ file }] }));
  await engine.close();
  await rm(workspace, { recursive: true, force: true });
}
