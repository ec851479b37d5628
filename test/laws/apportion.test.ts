import fc from "fast-check";
import { expect, test } from "vitest";
import { apportion, compareByCodePoint } from "../../shared/domain/apportion.ts";
import { edgeUnits } from "../support/allocation-case.ts";
import { lawRuns } from "../support/law-runs.ts";

const weight = fc.oneof(
  fc.bigInt({ min: 0n, max: 20n }),
  fc.bigInt({ min: 0n, max: 10n ** 18n }),
  fc.bigInt({ min: 0n, max: 10n ** 30n }),
);

const targets = fc
  .uniqueArray(fc.record({ code: fc.string({ maxLength: 6 }), weight }), {
    selector: ({ code }) => code,
    minLength: 1,
    maxLength: 40,
  })
  .filter((list) => list.some((target) => target.weight > 0n));

/** A total above 10^18 is cut first; below it the split is exact to less than one unit. */
const isUncut = (list: readonly { weight: bigint }[]): boolean =>
  list.reduce((sum, target) => sum + target.weight, 0n) <= 10n ** 18n;

test("parts re-add to the amount, and none turns its sign", () => {
  fc.assert(
    fc.property(edgeUnits, targets, (units, list) => {
      const parts = apportion(units, list);
      expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(units);
      for (const part of parts) {
        expect(part === 0n || part > 0n === units > 0n).toBe(true);
      }
    }),
    { numRuns: lawRuns },
  );
});

test("every part is its exact share cut off, or one unit more in size", () => {
  fc.assert(
    fc.property(edgeUnits, targets.filter(isUncut), (units, list) => {
      const total = list.reduce((sum, target) => sum + target.weight, 0n);
      const magnitude = units < 0n ? -units : units;
      for (const [index, part] of apportion(units, list).entries()) {
        const size = part < 0n ? -part : part;
        const share = (magnitude * (list[index]?.weight ?? 0n)) / total;
        expect(size === share || size === share + 1n).toBe(true);
      }
    }),
    { numRuns: lawRuns },
  );
});

test("a negative amount is split as the positive one, every sign turned", () => {
  fc.assert(
    fc.property(edgeUnits, targets, (units, list) => {
      expect(apportion(-units, list)).toEqual(apportion(units, list).map((part) => -part));
    }),
    { numRuns: lawRuns },
  );
});

test("the order of the targets does not matter", () => {
  fc.assert(
    fc.property(edgeUnits, targets, fc.infiniteStream(fc.nat()), (units, list, keys) => {
      const shuffled = list
        .map((target) => ({ target, key: keys.next().value ?? 0 }))
        .sort((a, b) => a.key - b.key)
        .map(({ target }) => target);
      const byCode = (order: typeof list): (readonly [string, bigint | undefined])[] => {
        const parts = apportion(units, order);
        return order
          .map(({ code }, index) => [code, parts[index]] as const)
          .sort(([a], [b]) => compareByCodePoint(a, b));
      };
      expect(byCode(shuffled)).toEqual(byCode(list));
    }),
    { numRuns: lawRuns },
  );
});

test("multiplying every weight changes nothing where no digits are cut", () => {
  fc.assert(
    fc.property(edgeUnits, targets.filter(isUncut), (units, list) => {
      const tenfold = list.map(({ code, weight: w }) => ({ code, weight: w * 10n }));
      expect(apportion(units, tenfold)).toEqual(apportion(units, list));
    }),
    { numRuns: lawRuns },
  );
});
