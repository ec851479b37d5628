const text = process.env["TIEOUT_LAW_RUNS"] ?? "100";

/**
 * How many random cases a law tries: 100 beside other unit tests, 1,000 in the `laws` project
 * (vitest.config.ts), more where TIEOUT_LAW_RUNS says so.
 */
export const lawRuns: number = readCount(text);

export function readCount(countText: string): number {
  if (!/^[1-9][0-9]{0,6}$/.test(countText)) {
    throw new Error(`TIEOUT_LAW_RUNS is "${countText}"; expected a whole number from 1.`);
  }
  return Number.parseInt(countText, 10);
}
