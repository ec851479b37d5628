import fc from "fast-check";
import { expect, test } from "vitest";
import { roundColumn } from "../../shared/domain/apportion.ts";
import { lawRuns } from "../support/law-runs.ts";

const fraction = fc.record({
  numerator: fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
  denominator: fc.oneof(fc.constant(1n), fc.constant(2n), fc.bigInt({ min: 1n, max: 60n })),
});

const column = fc
  .array(fraction, { minLength: 1, maxLength: 25 })
  .map((values) => values.map((value, index) => ({ code: `row-${index}`, value })));

/** Twice the exact sum over a common denominator, to compare without dividing. */
function exactSum(cells: readonly { value: { numerator: bigint; denominator: bigint } }[]) {
  const denominator = cells.reduce((product, { value }) => product * value.denominator, 1n);
  const numerator = cells.reduce(
    (sum, { value }) => sum + value.numerator * (denominator / value.denominator),
    0n,
  );
  return { numerator, denominator };
}

test("a rounded column re-adds to its total rounded half away from zero", () => {
  fc.assert(
    fc.property(column, (cells) => {
      const total = roundColumn(cells).reduce((sum, part) => sum + part, 0n);
      const { numerator, denominator } = exactSum(cells);
      const size = numerator < 0n ? -numerator : numerator;
      const rounded = (2n * size + denominator) / (2n * denominator);
      expect(total).toBe(numerator < 0n ? -rounded : rounded);
    }),
    { numRuns: lawRuns },
  );
});

test("every value moves by less than one unit, and an exact one not at all", () => {
  fc.assert(
    fc.property(column, (cells) => {
      for (const [index, part] of roundColumn(cells).entries()) {
        const { numerator, denominator } = cells[index]?.value ?? {
          numerator: 0n,
          denominator: 1n,
        };
        const moved = part * denominator - numerator;
        expect((moved < 0n ? -moved : moved) < denominator).toBe(true);
        expect(numerator % denominator !== 0n || moved === 0n).toBe(true);
      }
    }),
    { numRuns: lawRuns },
  );
});

test("the column of opposite signs rounds to the opposite", () => {
  fc.assert(
    fc.property(column, (cells) => {
      const turned = cells.map(({ code, value }) => ({
        code,
        value: { ...value, numerator: -value.numerator },
      }));
      expect(roundColumn(turned)).toEqual(roundColumn(cells).map((part) => -part));
    }),
    { numRuns: lawRuns },
  );
});
