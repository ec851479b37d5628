import { writeFile } from "node:fs/promises";
import { benchAllocation } from "./allocation.bench.ts";
import { benchBill, benchImport } from "./import.bench.ts";
import type { PairMeasurement } from "./measure-pair.ts";
import { benchPivot } from "./pivot.bench.ts";
import { benchReconcile } from "./reconcile.bench.ts";
import { benchVariance } from "./variance.bench.ts";

const PAIRS = 3;

/** `npm run bench -- [rows] [name]`: prints each comparison and writes all of them as JSON. */
const [rowsText = "1000000", only = ""] = process.argv.slice(2);
const rows = Number.parseInt(rowsText, 10);
const benches: Readonly<Record<string, () => Promise<PairMeasurement[]>>> = {
  import: async () => [await benchImport(rows, 10), await benchImport(rows, 17)],
  bill: async () => [
    await benchBill("cur", rows),
    await benchBill("gcp", rows),
    await benchBill("azure", rows),
  ],
  pivot: () => benchPivot(rows),
  allocation: async () => [await benchAllocation(rows, PAIRS)],
  reconcile: async () => [await benchReconcile(Math.floor(rows / 5))],
  variance: async () => [await benchVariance(rows)],
};

const measurements = [];
for (const [name, bench] of Object.entries(benches)) {
  for (const measured of name.startsWith(only) ? await bench() : []) {
    const peakMegabytes = Math.ceil(process.resourceUsage().maxRSS / 1024);
    process.stdout.write(`${describe(measured)}; peak memory so far ${peakMegabytes} MB\n`);
    measurements.push({ ...measured, peakMegabytes });
  }
}
await writeFile("dist/bench/bench.json", `${JSON.stringify(measurements, null, 2)}\n`);

function describe(measured: PairMeasurement): string {
  const list = (values: readonly number[]): string =>
    values.map((ms) => String(Math.ceil(ms))).join(" ");
  const { name, ratio, target, measuredMs, againstMs } = measured;
  return (
    `${name}, ${measured.rows} rows: ${ratio.toPrecision(3)} times (target ${target}); ` +
    `${list(measuredMs)} ms against ${list(againstMs)} ms`
  );
}
