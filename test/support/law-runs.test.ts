import { expect, test } from "vitest";
import { lawRuns, readCount } from "./law-runs.ts";

test("laws run at least once, as often as the text says", () => {
  expect(lawRuns).toBeGreaterThan(0);
  expect(readCount("1")).toBe(1);
  expect(readCount("5000")).toBe(5000);
});

test.each(["", "0", "-1", "1e3", "ten", "1.5"])("refuses %j as a count", (text) => {
  expect(() => readCount(text)).toThrow(`TIEOUT_LAW_RUNS is "${text}"`);
});
