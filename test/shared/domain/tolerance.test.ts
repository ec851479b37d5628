import { expect, test } from "vitest";
import { isMaterial, isWithin } from "../../../shared/domain/tolerance.ts";

test("a difference of either sign is within a tolerance it equals", () => {
  expect(["0.01", "-0.01", "0.010000000001"].map((of) => isWithin(of, "0.01"))).toEqual([
    true,
    true,
    false,
  ]);
});

test.each([
  // amount, base, absolute, percent, material
  ["100.01", "0", "100", "1", true],
  ["100", "0", "100", "1", false],
  ["-101", "10000", "100", "1", true],
  ["-101", "-10200", "100", "1", false],
  ["102", "10200", "100", "1", false],
  ["0.000000000001", "0", "0", "0", true],
  ["0", "0", "0", "0", false],
  ["99999999999999999999999999", "99999999999999999999999999.5", "0", "99.99", true],
])("%s of %s, above %s and %s %%: %s", (amount, base, absolute, percent, expected) => {
  expect(isMaterial(amount, base, { absolute, percent })).toBe(expected);
});
