import { writeFile } from "node:fs/promises";
import { benchAllocation } from "./allocation.bench.ts";
import { benchImport } from "./import.bench.ts";
import type { PairMeasurement } from "./measure-pair.ts";
import { benchPivot } from "./pivot.bench.ts";
import { benchReconcile } from "./reconcile.bench.ts";
import { benchVariance } from "./variance.bench.ts";

/** `npm run bench -- [rows]`: prints each comparison and writes all of them as JSON. */
const rows = Number.parseInt(process.argv[2] ?? "1000000", 10);
const benches = [
  async () => [await benchImport(rows, 10)],
  async () => [await benchImport(rows, 17)],
  () => benchPivot(rows),
  async () => [await benchAllocation(rows)],
  async () => [await benchReconcile(Math.floor(rows / 5))],
  async () => [await benchVariance(rows)],
];

const measurements = [];
for (const bench of benches) {
  for (const measurement of await bench()) {
    measurements.push(report(measurement));
  }
}
await writeFile("dist/bench/bench.json", `${JSON.stringify(measurements, null, 2)}\n`);

function report(measurement: PairMeasurement): PairMeasurement & { peakMegabytes: number } {
  const { name, ratio, target } = measurement;
  const peak = Math.ceil(process.resourceUsage().maxRSS / 1024);
  const times = [measurement.measuredMs, measurement.againstMs]
    .map((list) => list.map((ms) => Math.ceil(ms)).join(" "))
    .join(" ms against ");
  process.stdout.write(
    `${name}, ${measurement.rows} rows: ${ratio.toPrecision(3)} times (target ${target}); ` +
      `${times} ms; peak memory so far ${peak} MB\n`,
  );
  return { ...measurement, peakMegabytes: peak };
}
