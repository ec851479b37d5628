import { expect, test } from "vitest";
import { detectAmountConvention } from "../../../../main/engine/imports/cells/amount-convention.ts";
import { readAmount } from "../../../../main/engine/imports/cells/read-amount.ts";
import { fromUnits } from "../../../../shared/domain/amount.ts";

function shown(text: string, decimal: "." | ","): string {
  const reading = readAmount(text, { decimal });
  return reading.kind === "value" ? fromUnits(reading.units) : reading.kind;
}

test.each([
  ["1,234.56", "1234.56"],
  ["1 234.56", "1234.56"],
  ["1\u00a0234.56", "1234.56"],
  ["1\u202f234.56", "1234.56"],
  ["1'234.56", "1234.56"],
  ["1’234.56", "1234.56"],
  ["12,34,567.89", "1234567.89"],
  ["(12.50)", "-12.5"],
  ["($1,234.50)", "-1234.5"],
  ["$(12.50)", "-12.5"],
  ["12-", "-12"],
  ["-12", "-12"],
  ["−5", "-5"],
  ["$ -1", "-1"],
  ["-$1", "-1"],
  ["- 12.5", "-12.5"],
  ["€ 12.50", "12.5"],
  ["12.50 €", "12.5"],
  ["12.50 €-", "-12.5"],
  ["US$ 12.50", "12.5"],
  ["USD 12", "12"],
  ["USD12", "12"],
  ["12USD", "12"],
  ["$1,234.56 USD", "1234.56"],
  ["1,234.56 CR", "-1234.56"],
  ["1,234.56CR", "-1234.56"],
  ["1,234.56 DR", "1234.56"],
  ["1234.56 H", "-1234.56"],
  ["1e3", "1000"],
  ["1.5E-3", "0.0015"],
  ["+7", "7"],
  [".5", "0.5"],
  ["12.", "12"],
  ["0", "0"],
  ["-0.00", "0"],
  ["007", "7"],
  ["99999999999999999999999999.999999999999", "99999999999999999999999999.999999999999"],
  ["", "empty"],
  ["  ", "empty"],
  ["-", "empty"],
  [" $ - ", "empty"],
  ["5%", "unreadable"],
  ["#", "unreadable"],
  ["####", "unreadable"],
  ["#N/A", "unreadable"],
  ["USD", "unreadable"],
  ["()", "unreadable"],
  [".", "unreadable"],
  ["(-)", "unreadable"],
  ["--5", "unreadable"],
  ["(-5)", "unreadable"],
  ["-5 CR", "unreadable"],
  ["1.2.3", "unreadable"],
  ["1,23.4", "unreadable"],
  ["12,3456", "unreadable"],
  ["1.234,56", "unreadable"],
  ["1,234e3", "unreadable"],
  ["NaN", "unreadable"],
  ["Infinity", "unreadable"],
  ["0x10", "unreadable"],
  ["1_000", "unreadable"],
  ["100000000000000000000000000", "unreadable"],
])("with a decimal point %j reads as %s", (text, expected) => {
  expect(shown(text, ".")).toBe(expected);
});

test.each([
  ["1.234,56", "1234.56"],
  ["1 234,56", "1234.56"],
  ["1'234,56", "1234.56"],
  ["1.234,56-", "-1234.56"],
  ["-1.234,56", "-1234.56"],
  ["(1.234,56)", "-1234.56"],
  ["1.234,56 H", "-1234.56"],
  ["1.234,56 S", "1234.56"],
  ["24,95", "24.95"],
  ["1.234", "1234"],
  ["EUR 5950,00", "5950"],
  [",5", "0.5"],
  ["1,234.56", "unreadable"],
  ["12.5", "unreadable"],
])("with a decimal comma %j reads as %s", (text, expected) => {
  expect(shown(text, ",")).toBe(expected);
});

test("a column's own grouping sign refuses every other", () => {
  expect(readAmount("1 234.5", { decimal: ".", group: "," }).kind).toBe("unreadable");
  expect(readAmount("1,234.5", { decimal: ".", group: "none" }).kind).toBe("unreadable");
  expect(readAmount("1,234.5", { decimal: ".", group: "," }).kind).toBe("value");
});

test("the currency written beside a number is kept", () => {
  expect(readAmount("12.00 EUR", { decimal: "." })).toMatchObject({ currency: "EUR" });
  expect(readAmount("$12.00", { decimal: "." })).toMatchObject({ currency: null });
});

test("digits beyond twelve are rounded away from zero and what was lost is told", () => {
  expect(readAmount("(0.0000000000015)", { decimal: "." })).toEqual({
    kind: "value",
    units: -2n,
    lostDigits: 5n,
    lostScale: 1,
    currency: null,
  });
});

test.each([
  [["1,234.56", "7"], { kind: "decided", decimal: "." }],
  [["1.234,56"], { kind: "decided", decimal: "," }],
  [["1.234", "1.234.567"], { kind: "decided", decimal: "," }],
  [["1.234", "0.5"], { kind: "decided", decimal: "." }],
  [["0.123"], { kind: "decided", decimal: "." }],
  [["1234.567"], { kind: "decided", decimal: "." }],
  [["12,5-"], { kind: "decided", decimal: "," }],
  [["(1 234.567)"], { kind: "decided", decimal: "." }],
  [["1.234", "-56.789"], { kind: "ambiguous", example: "1.234" }],
  [["1,234"], { kind: "ambiguous", example: "1,234" }],
  [["1.5", "1,5"], { kind: "conflicting", point: "1.5", comma: "1,5" }],
  [["12", "", "300"], { kind: "neutral" }],
])("the column %j is %o", (values, expected) => {
  expect(detectAmountConvention(values)).toMatchObject(expected);
});
