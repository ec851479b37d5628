/** One comparison of a bench run. */
export interface BenchReport {
  readonly name: string;
  /** Medians in milliseconds. */
  readonly bareMs: number;
  readonly oursMs: number;
  /** Medians of processor time, which other work on the machine disturbs less. */
  readonly bareCpuMs: number;
  readonly oursCpuMs: number;
  /** ours ÷ bare; the target is an upper limit. */
  readonly ratio: number;
  readonly target: number;
  readonly peakMegabytes: number;
}
