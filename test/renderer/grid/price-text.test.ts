import { expect, test } from "vitest";
import { priceCellText } from "../../../renderer/grid/price-text.ts";

test.each([
  ["0.0000004", "0.0000004"],
  ["0.333333333333", "0.33333…"],
  ["0.000001234567", "0.0000012345…"],
  ["12", "12.00"],
  ["1234.5", "1,234.50"],
  ["1234.567", "1,234.56…"],
  ["0.1", "0.10"],
  ["-2.25", "−2.25"],
  ["0", "0.00"],
])("%s is read as %s", (value, text) => {
  expect(priceCellText(value)).toBe(text);
});
