/** What was measured against what, in one run on one machine. */
export interface PairMeasurement {
  readonly name: string;
  readonly rows: number;
  readonly target: number;
  /** Milliseconds of each A B A B … run. */
  readonly measuredMs: readonly number[];
  readonly againstMs: readonly number[];
  /** Median measured over median against. */
  readonly ratio: number;
}

interface Pair {
  readonly name: string;
  readonly rows: number;
  readonly target: number;
  readonly rounds: number;
  readonly measured: (round: number) => Promise<unknown>;
  readonly against: (round: number) => Promise<unknown>;
}

/** Runs both sides in turn; one unmeasured round first, because the targets are for warm data. */
export async function measurePair(pair: Pair): Promise<PairMeasurement> {
  const { name, rows, target } = pair;
  await pair.measured(-1);
  await pair.against(-1);
  const measuredMs: number[] = [];
  const againstMs: number[] = [];
  for (let round = 0; round < pair.rounds; round += 1) {
    measuredMs.push(await timed(() => pair.measured(round)));
    againstMs.push(await timed(() => pair.against(round)));
  }
  return {
    name,
    rows,
    target,
    measuredMs,
    againstMs,
    ratio: median(measuredMs) / median(againstMs),
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
