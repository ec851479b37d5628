import fc from "fast-check";
import { expect, test } from "vitest";
import {
  amountStyle,
  formatAmount,
  fullIn,
  percentOf,
  shortCount,
  spellAmount,
  unitLabel,
} from "../../../renderer/ui/format-amount.ts";
import { fromUnits } from "../../../shared/domain/amount.ts";

const K = amountStyle("k", "0", "USD");

test.each([
  // amount                    full                     thousands
  ["0", "–", "–"],
  ["1234.5", "1,234.50", "1.2"],
  ["-1234.5", "(1,234.50)", "(1.2)"],
  ["0.005", "0.01", "0.0"],
  ["-0.004", "0.00", "0.0"],
  ["999999.995", "1,000,000.00", "1,000.0"],
  ["-50", "(50.00)", "(0.1)"],
  [
    "123456789012345678901234.123456789012",
    "123,456,789,012,345,678,901,234.12",
    "123,456,789,012,345,678,901.2",
  ],
])("%s reads %s, and %s in thousands", (amount, full, thousands) => {
  expect(formatAmount(amount)).toBe(full);
  expect(formatAmount(amount, K)).toBe(thousands);
});

test("a sentence has a true minus sign and the unit", () => {
  expect(spellAmount("-1234500", K)).toBe("−1,234.5 k");
  expect(spellAmount("0", K)).toBe("0");
});

test("thousands begin where a total reaches a million", () => {
  expect(amountStyle("auto", "999999.99", "USD").suffix).toBe("");
  expect(amountStyle("auto", "-1000000", "USD").suffix).toBe("k");
  expect(unitLabel("USD", amountStyle("auto", "1000000", "USD"))).toBe("USD k");
});

test("reading back the full form is within half a cent, for any amount", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), (units) => {
      const text = formatAmount(fromUnits(units));
      const isNegative = text.startsWith("(");
      const digits = text.replace(/[(),.]/g, "").replace("–", "0");
      const cents = BigInt(digits) * (isNegative ? -1n : 1n);
      const difference = cents * 10n ** 10n - units;
      expect(difference <= 5n * 10n ** 9n && difference >= -5n * 10n ** 9n).toBe(true);
    }),
  );
});

test.each([
  ["1", "3", "33.3"],
  ["-1", "3", "−33.3"],
  ["1", "-3", "−33.3"],
  ["2", "3", "66.7"],
  ["5", "0", null],
  ["0", "7", "0.0"],
])("%s of %s is %s percent", (part, whole, expected) => {
  expect(percentOf(part, whole)).toBe(expected);
});

test.each([
  [873, "873"],
  [9_999, "9,999"],
  [12_345, "12 k"],
  [4_290_000, "4.2 m"],
])("%i is short as %s", (count, text) => {
  expect(shortCount(count)).toBe(text);
});

test.each([
  ["JPY", "1250", "1,250"],
  ["JPY", "-1250.000000000000", "(1,250)"],
  ["JPY", "0.5", "0.50"],
  ["JPY", "0", "–"],
  ["KWD", "1.5", "1.500"],
  ["USD", "1250", "1,250.00"],
  [null, "1250", "1,250.00"],
  ["XQZ", "1250", "1,250.00"],
])("in %s, %s reads %s", (currency, amount, text) => {
  expect(formatAmount(amount, fullIn(currency))).toBe(text);
});
