import { expect, test } from "vitest";
import { readPricingUnit } from "../../../shared/domain/pricing-unit.ts";

test.each([
  ["Hours", 1n, "Hours"],
  ["1000 Requests", 1000n, "Requests"],
  ["per 1,000 requests", 1000n, "requests"],
  ["1K", 1000n, "Units"],
  ["10K Requests", 10_000n, "Requests"],
  ["1M Tokens", 1_000_000n, "Tokens"],
  ["1 million tokens", 1_000_000n, "tokens"],
  ["2 Billion Calls", 2_000_000_000n, "Calls"],
  ["100 GB-Months", 100n, "GB-Months"],
  ["1/Month", 1n, "Units/Month"],
  ["10 /Day", 10n, "Units/Day"],
  // A number that is not plainly a block belongs to the unit.
  ["1.5 Hours", 1n, "1.5 Hours"],
  ["24x7", 1n, "24x7"],
  ["1 2 GB", 1n, "1 2 GB"],
  ["0 Hours", 1n, "0 Hours"],
  ["1,00 GB", 1n, "1,00 GB"],
  [" GB ", 1n, "GB"],
])("%j is a block of %s × %j", (text, block, unit) => {
  expect(readPricingUnit(text)).toEqual({ block, unit });
});
