import { writeFile } from "node:fs/promises";
import { benchAllocation } from "./allocation.bench.ts";
import { benchImport } from "./import.bench.ts";
import type { PairMeasurement } from "./measure-pair.ts";
import { benchPivot } from "./pivot.bench.ts";
import { benchReconcile } from "./reconcile.bench.ts";
import { benchVariance } from "./variance.bench.ts";

/** `npm run bench -- [rows] [name]`: prints each comparison and writes all of them as JSON. */
const [rowsText = "1000000", only = ""] = process.argv.slice(2);
const rows = Number.parseInt(rowsText, 10);
const benches: Readonly<Record<string, () => Promise<PairMeasurement[]>>> = {
  import: async () => [await benchImport(rows, 10), await benchImport(rows, 17)],
  pivot: () => benchPivot(rows),
  allocation: async () => [await benchAllocation(rows)],
  reconcile: async () => [await benchReconcile(Math.floor(rows / 5))],
  variance: async () => [await benchVariance(rows)],
};
const measurements = [];
for (const [name, bench] of Object.entries(benches)) {
  for (const measurement of name.startsWith(only) ? await bench() : []) {
    const peakMegabytes = Math.ceil(process.resourceUsage().maxRSS / 1024);
    process.stdout.write(`${describe(measurement)}; peak memory so far ${peakMegabytes} MB\n`);
    measurements.push({ ...measurement, peakMegabytes });
  }
}
await writeFile("dist/bench/bench.json", `${JSON.stringify(measurements, null, 2)}\n`);

function describe(pair: PairMeasurement): string {
  const list = (values: readonly number[]): string =>
    values.map((ms) => String(Math.ceil(ms))).join(" ");
  return (
    `${pair.name}, ${pair.rows} rows: ${pair.ratio.toPrecision(3)} times (target ${pair.target}); ` +
    `${list(pair.measuredMs)} ms against ${list(pair.againstMs)} ms`
  );
}
