import { expect, test } from "vitest";
import {
  formatAmount,
  formatCount,
  formatPercent,
  formatPeriod,
  formatPeriodShort,
} from "../../shared/format.ts";

test.each([
  ["1234567.891", { digits: 2 }, "1,234,567.89"],
  ["-1250", { digits: 2 }, "(1,250.00)"],
  ["-1250", { digits: 2, negative: "minus" }, "-1,250.00"],
  ["0.005", { digits: 2 }, "0.01"],
  ["-0.004", { digits: 2 }, "0.00"],
  ["-0.004", { digits: 2, zero: "–" }, "0.00"],
  ["0.000", { digits: 2, zero: "–" }, "–"],
  ["999.995", { digits: 2 }, "1,000.00"],
  [
    "12345678901234567890123456.123456789012",
    {},
    "12,345,678,901,234,567,890,123,456.123456789012",
  ],
  ["7", { digits: 2, aligned: true }, "7.00 "],
  ["-7", { digits: 2, aligned: true }, "(7.00)"],
  ["1234", { digits: 0 }, "1,234"],
] as const)("%s with %o is %s", (amount, format, text) => {
  expect(formatAmount(amount, format)).toBe(text);
});

test.each([
  ["1", "8", 1, "12.5 %"],
  ["-1", "8", 1, "-12.5 %"],
  ["1", "-8", 1, "-12.5 %"],
  ["2", "3", 2, "66.67 %"],
  ["0", "3", 0, "0 %"],
  ["-0.0001", "3", 1, "0.0 %"],
  ["1", "0", 1, "–"],
  ["40", "1", 0, "4,000 %"],
])("%s of %s at %d digits is %s", (part, whole, digits, text) => {
  expect(formatPercent(part, whole, digits)).toBe(text);
});

test("counts and periods are named in words of a reader", () => {
  expect(formatCount(1234567)).toBe("1,234,567");
  expect(formatPeriod("2026-10")).toBe("October 2026");
  expect(formatPeriodShort("2026-01")).toBe("Jan 2026");
});
