import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { createEngine, unwrap } from "../../main/engine/engine.ts";
import type { BenchReport } from "./bench-report.ts";
import { FOCUS_COLUMNS, generateFocus } from "./generate-focus.ts";
import { measurePairs } from "./measure-pairs.ts";

const COSTS = new Set(["BilledCost", "EffectiveCost", "ListCost"]);

/**
 * Import of a FOCUS month against a bare `create table as select * from read_csv` of the same
 * columns as DOUBLE, both on disk, with ten and with seventeen decimals.
 */
export async function benchImport(rows: number, pairs: number): Promise<BenchReport[]> {
  const folder = await mkdtemp(join(tmpdir(), "tieout-bench-"));
  const reports: BenchReport[] = [];
  try {
    for (const decimals of [10, 17]) {
      const path = join(folder, `focus-${decimals}.csv`);
      await generateFocus({ path, rows, seed: 7, decimals });
      const { size } = await stat(path);
      const measured = await measurePairs(pairs, {
        bare: () => bareLoad(folder, path),
        ours: () => ourImport(folder, path),
      });
      const name = `import ${rows} rows, ${size} bytes, ${decimals} decimals`;
      reports.push({ name, target: 1, ...measured });
      await rm(path);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return reports;
}

async function bareLoad(folder: string, path: string): Promise<void> {
  const file = join(folder, "bare.duckdb");
  const types = FOCUS_COLUMNS.map(
    (name) => `'${name}': '${COSTS.has(name) ? "double" : "varchar"}'`,
  );
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
