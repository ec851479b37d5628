import fc from "fast-check";
import { expect, test } from "vitest";
import {
  AMOUNT_SCALE,
  addAmounts,
  compareAmounts,
  fromUnits,
  negateAmount,
  readDecimal,
  roundAmount,
  subtractAmounts,
  toUnits,
} from "../../shared/domain/amount.ts";
import { edgeUnits } from "../support/allocation-case.ts";
import { lawRuns } from "../support/law-runs.ts";

const digits = (min: number, max: number): fc.Arbitrary<string> =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: min, maxLength: max })
    .map((list) => list.join(""));

test("units survive the way to text and back", () => {
  fc.assert(
    fc.property(edgeUnits, (units) => {
      expect(toUnits(fromUnits(units))).toBe(units);
    }),
    { numRuns: lawRuns },
  );
});

test("text is canonical: no exponent, no trailing zero, no negative zero", () => {
  fc.assert(
    fc.property(edgeUnits, (units) => {
      expect(fromUnits(units)).toMatch(/^(0|-?(0\.\d*[1-9]|[1-9]\d*(\.\d*[1-9])?))$/);
    }),
    { numRuns: lawRuns },
  );
});

test("what rounding loses is exactly text − units", () => {
  fc.assert(
    fc.property(fc.boolean(), digits(1, 20), digits(0, 30), (isNegative, whole, fraction) => {
      const sign = isNegative ? "-" : "";
      const read = readDecimal(`${sign}${whole}.${fraction}`);
      expect(read.kind).toBe("value");
      if (read.kind === "value") {
        const scale = AMOUNT_SCALE + read.lostScale;
        const exact = BigInt(`${whole}${fraction.padEnd(scale, "0").slice(0, scale)}`);
        const stored = read.units * 10n ** BigInt(read.lostScale);
        expect(stored + read.lostDigits).toBe(isNegative ? -exact : exact);
      }
    }),
    { numRuns: lawRuns },
  );
});

test("an exponent moves the point and nothing else", () => {
  fc.assert(
    fc.property(digits(1, 9), fc.integer({ min: -9, max: 9 }), (whole, exponent) => {
      const moved = readDecimal(`${whole}e${exponent}`);
      const plain = BigInt(whole) * 10n ** BigInt(AMOUNT_SCALE + exponent);
      expect(moved).toMatchObject({ kind: "value", units: plain, lostDigits: 0n });
    }),
    { numRuns: lawRuns },
  );
});

test("sums, differences and order are those of the units", () => {
  fc.assert(
    fc.property(edgeUnits, edgeUnits, (a, b) => {
      const [left, right] = [fromUnits(a), fromUnits(b)];
      expect(addAmounts([left, right])).toBe(fromUnits(a + b));
      expect(subtractAmounts(left, right)).toBe(fromUnits(a - b));
      expect(negateAmount(left)).toBe(fromUnits(-a));
      expect(compareAmounts(left, right)).toBe(a < b ? -1 : a > b ? 1 : 0);
    }),
    { numRuns: lawRuns },
  );
});

test("rounding moves by at most half a step, away from zero on a tie", () => {
  fc.assert(
    fc.property(edgeUnits, fc.integer({ min: 0, max: AMOUNT_SCALE }), (units, places) => {
      const step = 10n ** BigInt(AMOUNT_SCALE - places);
      const rounded = toUnits(roundAmount(fromUnits(units), places));
      const moved = rounded < 0n ? units - rounded : rounded - units;
      expect(rounded % step).toBe(0n);
      expect(2n * moved <= step && 2n * moved > -step).toBe(true);
    }),
    { numRuns: lawRuns },
  );
});
