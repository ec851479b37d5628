import { writeFile } from "node:fs/promises";
import { benchAllocation } from "./allocation.bench.ts";
import { benchImport } from "./import.bench.ts";
import { benchReconcile } from "./reconcile.bench.ts";

/** `npm run bench -- [rows]`: prints each comparison and writes all of them as JSON. */
const rows = Number.parseInt(process.argv[2] ?? "1000000", 10);
const benches = [
  () => benchImport(rows, 10),
  () => benchImport(rows, 17),
  () => benchAllocation(rows),
  () => benchReconcile(Math.floor(rows / 5)),
];
const measurements = [];
for (const bench of benches) {
  const measurement = await bench();
  const { name, ratio, target } = measurement;
  const peak = Math.ceil(process.resourceUsage().maxRSS / 1024);
  const times = [measurement.measuredMs, measurement.againstMs]
    .map((list) => list.map((ms) => Math.ceil(ms)).join(" "))
    .join(" ms against ");
  process.stdout.write(
    `${name}, ${measurement.rows} rows: ${ratio.toPrecision(3)} times (target ${target}); ` +
      `${times} ms; peak memory so far ${peak} MB\n`,
  );
  measurements.push({ ...measurement, peakMegabytes: peak });
}
await writeFile("dist/bench/bench.json", `${JSON.stringify(measurements, null, 2)}\n`);
