import { writeFile } from "node:fs/promises";
import { benchImport } from "./import.bench.ts";

/** `npm run bench -- [rows] [pairs]`: prints each comparison and writes them as JSON. */
const [rows = "1000000", pairs = "3"] = process.argv.slice(2);
const reports = await benchImport(Number.parseInt(rows, 10), Number.parseInt(pairs, 10));
for (const report of reports) {
  const { name, bareMs, oursMs, ratio, target, peakMegabytes } = report;
  const cpu = `processor time ${report.bareCpuMs} and ${report.oursCpuMs} ms`;
  process.stdout.write(
    `${name}: bare ${bareMs} ms, ours ${oursMs} ms, ratio ${ratio.toPrecision(3)} ` +
      `(target ${target}); ${cpu}; peak ${peakMegabytes} MB\n`,
  );
}
await writeFile("dist/bench/bench.json", `${JSON.stringify(reports, null, 2)}\n`);
