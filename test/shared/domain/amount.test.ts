import { expect, test } from "vitest";
import {
  addAmounts,
  canonicalAmount,
  compareAmounts,
  divideHalfAwayFromZero,
  fromUnits,
  readDecimal,
  roundAmount,
  subtractAmounts,
  toUnits,
} from "../../../shared/domain/amount.ts";

test.each([
  // text, units, digits lost, their scale
  ["0", 0n, 0n, 0],
  ["-0.00", 0n, 0n, 0],
  ["+1.5", 1_500_000_000_000n, 0n, 0],
  [" 12 ", 12_000_000_000_000n, 0n, 0],
  [".5", 500_000_000_000n, 0n, 0],
  ["7.", 7_000_000_000_000n, 0n, 0],
  ["1e3", 1_000_000_000_000_000n, 0n, 0],
  ["1.5E-12", 2n, -5n, 1],
  ["-1.5E-12", -2n, 5n, 1],
  ["0.0000000000004", 0n, 4n, 1],
  ["0.1234567890125", 123_456_789_013n, -5n, 1],
])("reads %j", (text, units, lostDigits, lostScale) => {
  expect(readDecimal(text)).toEqual({ kind: "value", units, lostDigits, lostScale });
});

test.each(["", "   "])("finds %j empty, which is not zero", (text) => {
  expect(readDecimal(text)).toEqual({ kind: "empty" });
});

test.each([".", "-", "1,000.00", "(5.00)", "1.2.3", "12a", "1e", "0x10", "NaN", "Infinity", "--1"])(
  "finds %j unreadable, which is not zero",
  (text) => {
    expect(readDecimal(text)).toEqual({ kind: "unreadable" });
  },
);

test.each([
  [0n, "0"],
  [1n, "0.000000000001"],
  [-1n, "-0.000000000001"],
  [1_500_000_000_000n, "1.5"],
  [-12_000_000_000_000n, "-12"],
  [10n ** 38n - 1n, "99999999999999999999999999.999999999999"],
])("writes %s units as %s", (units, text) => {
  expect(fromUnits(units)).toBe(text);
});

test("writes units of another scale", () => {
  expect(fromUnits(1234n, 2)).toBe("12.34");
  expect(fromUnits(1234n, 0)).toBe("1234");
  expect(fromUnits(-5n, 3)).toBe("-0.005");
});

test.each(["", "abc", "0.0000000000001"])("refuses %j as an amount", (text) => {
  expect(() => toUnits(text)).toThrow(RangeError);
});

test.each([
  [5n, 2n, 3n],
  [-5n, 2n, -3n],
  [4n, 3n, 1n],
  [-4n, 3n, -1n],
  [0n, 7n, 0n],
])("divides %s by %s half away from zero", (dividend, divisor, quotient) => {
  expect(divideHalfAwayFromZero(dividend, divisor)).toBe(quotient);
});

test.each([
  ["2.345", 2, "2.35"],
  ["-2.345", 2, "-2.35"],
  ["2.344999999999", 2, "2.34"],
  ["0.5", 0, "1"],
  ["-0.4", 0, "0"],
])("rounds %s to %i decimals", (amount, digits, rounded) => {
  expect(roundAmount(amount, digits)).toBe(rounded);
});

test("adds, subtracts, compares and normalizes decimal text", () => {
  expect(addAmounts(["0.1", "0.2", "-0.3"])).toBe("0");
  expect(addAmounts([])).toBe("0");
  expect(subtractAmounts("1", "0.000000000001")).toBe("0.999999999999");
  expect(compareAmounts("-1", "1.0")).toBe(-1);
  expect(compareAmounts("1.0", "1")).toBe(0);
  expect(canonicalAmount("-0.500")).toBe("-0.5");
});
