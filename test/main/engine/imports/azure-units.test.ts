import { expect, test } from "vitest";
import {
  pricedBlocks,
  unitName,
} from "../../../../main/engine/imports/formats/azure-usage/azure-units.ts";

test.each([
  ["25", "10 Hours", "2.5"],
  ["30000", "10K", "3"],
  ["1", "1M", "0.000001"],
  ["-8", "100 Hours", "-0.08"],
  ["5", "1 GB/Month", "5"],
  ["5", "1/Month", "5"],
  ["5", "Hours", "5"],
  // A third of one is no decimal, and the rest are no clear block sizes.
  ["1", "3 Hours", ""],
  ["1", "1 1 Hour", ""],
  ["1", "10000s", ""],
  ["1", "10000 1,000s", ""],
  ["1", "0 Hours", ""],
  ["1", "", ""],
  ["", "10 Hours", ""],
])("%s in %j is %j blocks", (quantity, unit, blocks) => {
  expect(pricedBlocks(quantity, unit)).toBe(blocks);
});

test.each([
  ["10 Hours", "Hours"],
  ["10K", "Units"],
  ["1 GB/Month", "GB/Month"],
  ["1/Month", "Units/Month"],
  ["Hours", "Hours"],
  ["", ""],
])("%j counts %j", (unit, name) => {
  expect(unitName(unit)).toBe(name);
});
