import { expect, test } from "vitest";
import { CurrencyCode, minorUnitDigits } from "../../../shared/domain/currency.ts";

test.each([
  ["USD", 2],
  ["EUR", 2],
  ["JPY", 0],
  ["KRW", 0],
  ["KWD", 3],
  ["TND", 3],
  ["CLF", 4],
])("%s has %i decimals", (code, digits) => {
  expect(minorUnitDigits(code)).toBe(digits);
});

test.each(["", "usd", "QQQ", "EURO", "__proto__"])("%j is refused rather than guessed", (code) => {
  expect(() => minorUnitDigits(code)).toThrow("is not an ISO 4217 currency code");
});

test("a currency is three capital letters", () => {
  expect(CurrencyCode.safeParse("EUR").success).toBe(true);
  expect(CurrencyCode.safeParse("eur").success).toBe(false);
});
