import type { BenchReport } from "./bench-report.ts";

interface Pair {
  bare(): Promise<void>;
  ours(): Promise<void>;
}

interface Sample {
  readonly wallMs: number;
  readonly cpuMs: number;
}

/** Runs the two sides in turn, so that a slow moment of the machine hits both. */
export async function measurePairs(
  pairs: number,
  { bare, ours }: Pair,
): Promise<Omit<BenchReport, "name" | "target">> {
  const bareSamples: Sample[] = [];
  const ourSamples: Sample[] = [];
  for (let pair = 0; pair < pairs; pair += 1) {
    bareSamples.push(await sample(bare));
    ourSamples.push(await sample(ours));
  }
  const bareMs = median(bareSamples.map(({ wallMs }) => wallMs));
  const oursMs = median(ourSamples.map(({ wallMs }) => wallMs));
  return {
    bareMs,
    oursMs,
    bareCpuMs: median(bareSamples.map(({ cpuMs }) => cpuMs)),
    oursCpuMs: median(ourSamples.map(({ cpuMs }) => cpuMs)),
    ratio: oursMs / bareMs,
    peakMegabytes: Math.ceil(process.resourceUsage().maxRSS / 1024),
  };
}

async function sample(work: () => Promise<void>): Promise<Sample> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  await work();
  const wallMs = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  return { wallMs: Math.ceil(wallMs), cpuMs: Math.ceil((user + system) / 1000) };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
