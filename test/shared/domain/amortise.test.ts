import { expect, test } from "vitest";
import { amortise } from "../../../shared/domain/amortise.ts";

test("a year's prepayment falls to its months by days", () => {
  const days = [30, 31, 30, 31, 31, 28, 31, 30, 31, 30, 31, 31].map(BigInt);
  const months = amortise(8_760_000n, days);
  expect(months).toEqual(
    [
      720000, 744000, 720000, 744000, 744000, 672000, 744000, 720000, 744000, 720000, 744000,
      744000,
    ].map(BigInt),
  );
});

test("rounding never drifts: thirds of a unit come when they are due", () => {
  expect(amortise(1n, [1n, 1n, 1n])).toEqual([0n, 1n, 0n]);
  expect(amortise(-2n, [1n, 1n, 1n])).toEqual([-1n, 0n, -1n]);
  expect(amortise(10n, [0n, 5n, 0n])).toEqual([0n, 10n, 0n]);
});

test("no days and negative days are refused", () => {
  expect(() => amortise(1n, [])).toThrow("no days");
  expect(() => amortise(1n, [0n])).toThrow("no days");
  expect(() => amortise(1n, [2n, -1n])).toThrow("fewer than no days");
});
