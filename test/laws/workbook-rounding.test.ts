import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  minorUnit,
  roundAmounts,
  roundColumnTo,
  roundLines,
} from "../../main/engine/workbook/round-column-to.ts";
import { roundRows } from "../../main/engine/workbook/sheets/variance.ts";
import { divideHalfAwayFromZero } from "../../shared/domain/amount.ts";
import { lawRuns } from "../support/law-runs.ts";

const digits = fc.constantFrom(0, 2, 3);
const units = fc.oneof(
  fc.bigInt({ min: -(10n ** 27n), max: 10n ** 27n }),
  fc.bigInt({ min: -(10n ** 13n), max: 10n ** 13n }),
  fc.constantFrom(0n, 1n, -1n, 5n * 10n ** 9n, -5n * 10n ** 9n, 10n ** 12n),
);
const column = fc
  .array(units, { maxLength: 40 })
  .map((list) => list.map((value, index) => ({ code: `c${index}`, units: value })));
const total = (list: readonly bigint[]): bigint => list.reduce((sum, value) => sum + value, 0n);
const exactTotal = (list: readonly { readonly units: bigint }[]): bigint =>
  total(list.map((cell) => cell.units));

describe("amounts of a workbook", () => {
  test("re-add to their rounded total, each within one minor unit", () => {
    fc.assert(
      fc.property(column, digits, (amounts, places) => {
        const step = minorUnit(places);
        const rounded = roundAmounts(amounts, places);
        expect(total(rounded)).toBe(divideHalfAwayFromZero(exactTotal(amounts), step) * step);
        for (const [index, value] of rounded.entries()) {
          const distance = value - (amounts[index]?.units ?? 0n);
          expect(distance < step && distance > -step).toBe(true);
          expect(value % step).toBe(0n);
        }
      }),
      { numRuns: lawRuns },
    );
  });

  test("re-add to a total rounded elsewhere, exact ones untouched while others can give", () => {
    fc.assert(
      fc.property(column, digits, fc.boolean(), (amounts, places, isUp) => {
        fc.pre(amounts.length > 0);
        const step = minorUnit(places);
        const exact = exactTotal(amounts);
        const floor = exact - (((exact % step) + step) % step);
        const goal = isUp && floor !== exact ? floor + step : floor;
        const rounded = roundColumnTo(amounts, goal, places);
        expect(total(rounded)).toBe(goal);
        for (const [index, { units: own }] of amounts.entries()) {
          if (own % step === 0n) {
            expect(rounded[index]).toBe(own);
          }
        }
      }),
      { numRuns: lawRuns },
    );
  });

  test("of a statement still add up once rounded", () => {
    const five = fc.tuple(units, units, fc.array(units, { maxLength: 6 }));
    fc.assert(
      fc.property(five, digits, ([ledger, billing, items], places) => {
        const unidentified = ledger - billing - total(items);
        const parts = [ledger, -billing, -unidentified, ...items.map((item) => -item)];
        const rounded = roundAmounts(
          parts.map((value, index) => ({ code: String(index), units: value })),
          places,
        );
        expect(total(rounded)).toBe(0n);
      }),
      { numRuns: lawRuns },
    );
  });

  test("of a decomposition add up in total, and every row with its rounding", () => {
    const effects = ["volume", "new"] as const;
    const row = fc.tuple(units, units, units);
    fc.assert(
      fc.property(fc.array(row, { maxLength: 20 }), digits, (given, places) => {
        const rows = given.map(([opening, volume, added], index) => ({
          name: `s${index}`,
          opening,
          closing: opening + volume + added,
          effects: new Map([
            ["volume", volume],
            ["new", added],
          ]),
        }));
        const rounded = roundRows(rows, effects, places);
        const explained = rounded.effects.reduce((sum, part) => sum + part.total, 0n);
        expect(rounded.opening.total + explained).toBe(rounded.closing.total);
        for (const part of [rounded.opening, rounded.closing, ...rounded.effects]) {
          expect(total(part.cells)).toBe(part.total);
        }
      }),
      { numRuns: lawRuns },
    );
  });

  test("keep a group's own total where its lines do not add to the stated one", () => {
    const lines = [
      { code: "a", units: 10n ** 12n, group: "g" },
      { code: "b", units: 10n ** 12n, group: "g" },
    ];
    const stated = new Map([["g", { exact: 3n * 10n ** 12n, rounded: 3n * 10n ** 12n }]]);
    expect(total(roundLines(lines, stated, () => 2))).toBe(2n * 10n ** 12n);
  });
});
