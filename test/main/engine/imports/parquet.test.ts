import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterEach, expect, test } from "vitest";
import { sql } from "../../../../main/engine/database/sql.ts";
import { unwrap } from "../../../../main/engine/engine.ts";
import { openEngine } from "../../../support/open-engine.ts";

const folders: string[] = [];
afterEach(async () => {
  await Promise.all(folders.splice(0).map((path) => rm(path, { recursive: true, force: true })));
});

/** Writes a Parquet file of one query, as a provider's export job would. */
async function parquetOf(query: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "parquet-"));
  folders.push(folder);
  const path = join(folder, "bill.parquet");
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await connection.run("set TimeZone = 'America/New_York'");
  await connection.run(`copy (${query}) to '${path}' (format parquet)`);
  connection.closeSync();
  instance.closeSync();
  return path;
}

const COLUMNS =
  "'USD' as billingcurrency, timestamp '2026-10-01 00:00:00' as billingperiodstart, " +
  "timestamptz '2026-09-30 20:00:00-04' as chargeperiodstart, 'Usage' as chargecategory, " +
  "'Example Cloud' as providername, map {'Team': 'web'} as tags";

test("decimals are exact, times UTC, nested values JSON, the first row is record 1", async () => {
  const path = await parquetOf(
    `select 12345678.123456789012::decimal(38, 12) as billedcost, ` +
      `null::decimal(20, 4) as effectivecost, ${COLUMNS} ` +
      `union all select -0.5, 2, ${COLUMNS}`,
  );
  const engine = await openEngine();
  const { files } = unwrap(
    await engine.runJob("import", { files: [{ file: engine.grantFile(path) }] }),
  );
  expect(files[0]).toMatchObject({ format: "focus-1.0", records: { physical: 2, loaded: 2 } });
  expect(files[0]?.controlTotals[0]).toMatchObject({ amount: "12345677.623456789012" });
  const { rows } = await engine.context.database.read((reader) =>
    reader.table(
      sql`select billed_cost, effective_cost, charge_period_start, effective_period, tags,
        row_index + 2 + (select sum(skipped) from row_gap) as record
        from charge order by row_index`,
    ),
  );
  expect(rows).toEqual([
    ["12345678.123456789012", null, "2026-10-01T00:00:00", "2026-10", '{"Team":"web"}', "1"],
    ["-0.5", "2", "2026-10-01T00:00:00", "2026-10", '{"Team":"web"}', "2"],
  ]);
});

test("floating point is read as the shortest decimal, and said so", async () => {
  const path = await parquetOf(
    `select 0.1::double as billedcost, 1e-7::double as effectivecost, ${COLUMNS} ` +
      `union all select 123456789.25, 1e22, ${COLUMNS}`,
  );
  const engine = await openEngine();
  const result = await engine.runJob("import", { files: [{ file: engine.grantFile(path) }] });
  expect(result).toMatchObject({ ok: false, error: { code: "import-rejected" } });

  const good = await parquetOf(
    `select 0.1::double as billedcost, 1e-7::double as effectivecost, ${COLUMNS} ` +
      `union all select 123456789.25, 1e16, ${COLUMNS}`,
  );
  const { files } = unwrap(
    await engine.runJob("import", { files: [{ file: engine.grantFile(good) }] }),
  );
  expect(files[0]?.controlTotals).toMatchObject([
    { measure: "billed_cost", amount: "123456789.35" },
    { measure: "effective_cost", amount: "10000000000000000.0000001" },
  ]);
  expect(files[0]?.findings.map(({ code }) => code)).toContain("amounts-floating-point");
});

test("a damaged Parquet file is refused with a sentence", async () => {
  const path = await parquetOf(`select 1.5 as billedcost, 2.5 as effectivecost, ${COLUMNS}`);
  await writeFile(path, (await readFile(path)).subarray(0, 300));
  const engine = await openEngine();
  const result = await engine.runJob("import", { files: [{ file: engine.grantFile(path) }] });
  expect(result).toMatchObject({ ok: false, error: { code: "file-truncated" } });
});
