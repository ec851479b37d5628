import { expect, test } from "vitest";
import { describeTotals } from "./totals-reporter.ts";

test("the last line has the totals alone when nothing was skipped", () => {
  expect(describeTotals({ passed: 12, failed: 1, skipped: [] })).toBe("12 passed, 1 failed\n");
});

test("skipped tests are named before the totals", () => {
  expect(describeTotals({ passed: 3, failed: 0, skipped: ["a.test.ts > b"] })).toBe(
    "skipped: a.test.ts > b\n3 passed, 0 failed, 1 skipped\n",
  );
});
