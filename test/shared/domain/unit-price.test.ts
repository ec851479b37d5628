import { expect, test } from "vitest";
import {
  commonRange,
  isOnePrice,
  type PriceRange,
  unitPriceUnits,
} from "../../../shared/domain/unit-price.ts";

const range = (low: bigint, high: bigint, quantity = 1n): PriceRange => ({
  low: { cost: low, quantity },
  high: { cost: high, quantity },
});

test.each([
  [1n, 3n, 333_333_333_333n],
  [2n, 3n, 666_666_666_667n],
  [-2n, 3n, -666_666_666_667n],
  [-2n, -3n, 666_666_666_667n],
  // Half of the last decimal goes away from zero.
  [1n, 2_000_000_000_000n, 1n],
  [-1n, 2_000_000_000_000n, -1n],
  [0n, -5n, 0n],
])("%s ÷ %s is %s", (cost, quantity, price) => {
  expect(unitPriceUnits(cost, quantity)).toBe(price);
});

test("a cost without a quantity has no price", () => {
  expect(() => unitPriceUnits(1n, 0n)).toThrow(RangeError);
});

test("ranges meet where one price lies in all of them", () => {
  expect(commonRange([])).toBeNull();
  const met = commonRange([range(1n, 5n), range(8n, 20n, 4n), range(3n, 4n)]);
  expect(met).toEqual({ low: range(3n, 4n).low, high: range(3n, 4n).high });
  expect(met !== null && isOnePrice(met)).toBe(true);
  const apart = commonRange([range(1n, 2n), range(3n, 4n)]);
  expect(apart !== null && isOnePrice(apart)).toBe(false);
  expect(isOnePrice(range(2n, 2n))).toBe(true);
});
