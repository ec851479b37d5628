import fc from "fast-check";
import { expect, test } from "vitest";
import { batchesOf, batchOf } from "./case-batch.ts";
import { lawRuns } from "./law-runs.ts";

test("every run holds as many cases as it says, and together they are enough", () => {
  let cases = 0;
  fc.assert(
    fc.property(batchOf(fc.nat(), 8), (batch) => {
      expect(batch.length).toBe(8);
      cases += batch.length;
    }),
    { numRuns: batchesOf(8) },
  );
  expect(cases).toBeGreaterThanOrEqual(lawRuns);
});

test("a failure is shrunk to the one case that makes it", () => {
  const { counterexample } = fc.check(
    fc.property(batchOf(fc.nat(10_000), 20), (batch) => batch.every((value) => value < 1000)),
    { seed: 7 },
  );
  expect(counterexample).toEqual([[1000]]);
});
