import { expect, test } from "vitest";
import { apportion, compareByCodePoint, roundColumn } from "../../../shared/domain/apportion.ts";

const weighted = (
  weights: readonly bigint[],
  codes = "ABCDEFGH",
): { code: string; weight: bigint }[] =>
  weights.map((weight, index) => ({ code: codes[index] ?? "", weight }));

test.each([
  // amount, weights, parts
  [10_000n, [1n, 1n, 1n], [3334n, 3333n, 3333n]],
  [-1001n, [5n, 3n, 2n], [-501n, -300n, -200n]],
  [100n, [1n, 1n, 1n], [34n, 33n, 33n]],
  [1000n, [1n, 1n, 1n], [334n, 333n, 333n]],
  [2n, [1n, 3n], [1n, 1n]],
  [0n, [1n, 2n], [0n, 0n]],
  [5n, [0n, 1n, 0n], [0n, 5n, 0n]],
  [10_000n, [30n, 30n, 30n, 10n], [3000n, 3000n, 3000n, 1000n]],
  [7n, [10n ** 30n, 2n * 10n ** 30n], [2n, 5n]],
])("splits %s by %s", (units, weights, parts) => {
  expect(apportion(units, weighted(weights))).toEqual(parts);
});

test("gives the odd unit of a tie to the smaller code by code point, wherever it stands", () => {
  expect(apportion(1n, weighted([1n, 1n], "ba"))).toEqual([0n, 1n]);
  expect(apportion(1n, weighted([1n, 1n], "aB"))).toEqual([0n, 1n]);
  const codes = [
    { code: "\uFFFD", weight: 1n },
    { code: "\u{1F600}", weight: 1n },
  ];
  expect(apportion(1n, codes)).toEqual([1n, 0n]);
});

test("cuts weights at the smallest power of ten that leaves their total within 10^18", () => {
  const limit = 10n ** 18n;
  // Exactly the limit stays as it is: the single unit of weight still counts.
  expect(apportion(limit, weighted([limit - 1n, 1n]))).toEqual([limit - 1n, 1n]);
  // One more and the last digit of every weight goes, the single unit with it.
  expect(apportion(limit, weighted([limit, 1n]))).toEqual([limit, 0n]);
});

test("refuses weights that cannot split", () => {
  expect(() => apportion(1n, [])).toThrow("total zero");
  expect(() => apportion(1n, weighted([0n, 0n]))).toThrow("total zero");
  expect(() => apportion(1n, weighted([2n, -1n]))).toThrow("negative weight -1");
  expect(() => apportion(1n, weighted([1n, 1n], "AA"))).toThrow('"A" is named twice');
});

test.each([
  ["a", "b", -1],
  ["b", "a", 1],
  ["Z", "a", -1],
  ["a", "ab", -1],
  ["same", "same", 0],
  ["\uFFFD", "\u{1F600}", -1],
])("orders %j and %j by code point", (a, b, sign) => {
  expect(Math.sign(compareByCodePoint(a, b))).toBe(sign);
});

const cells = (values: readonly (readonly [bigint, bigint])[]) =>
  values.map(([numerator, denominator], index) => ({
    code: `row-${index}`,
    value: { numerator, denominator },
  }));

test.each([
  [
    [
      [5n, 2n],
      [-5n, 2n],
      [1n, 3n],
      [2n, 3n],
    ],
    [2n, -2n, 0n, 1n],
  ],
  [
    [
      [-5n, 2n],
      [5n, 2n],
      [-1n, 3n],
      [-2n, 3n],
    ],
    [-2n, 2n, 0n, -1n],
  ],
  [
    [
      [3n, 1n],
      [-4n, 1n],
    ],
    [3n, -4n],
  ],
  [[[1n, 2n]], [1n]],
  [[[-1n, 2n]], [-1n]],
  [
    [
      [1n, 3n],
      [1n, 3n],
      [1n, 3n],
    ],
    [1n, 0n, 0n],
  ],
  [[], []],
] as const)("rounds the column %s", (values, rounded) => {
  expect(roundColumn(cells(values))).toEqual(rounded);
});
