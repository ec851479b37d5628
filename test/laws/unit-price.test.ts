import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import type { Writer } from "../../main/engine/database/database.ts";
import { statement } from "../../main/engine/database/sql.ts";
import { createEngine, type Engine } from "../../main/engine/engine.ts";
import { defineUnitPrice, priceText } from "../../main/engine/money/prices.ts";
import priceOf from "../../main/engine/prices/price-of.sql?raw";
import { fromUnits } from "../../shared/domain/amount.ts";
import { comparePrices, unitPriceUnits } from "../../shared/domain/unit-price.ts";
import { lawRuns } from "../support/law-runs.ts";
import { standingClock } from "../support/open-engine.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await createEngine({ clock: standingClock });
});
afterAll(async () => {
  await engine.close();
});

const units = fc.oneof(
  fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
  fc.bigInt({ min: -1000n, max: 1000n }),
  // At the edge of what the statement takes, and beyond it.
  fc.bigInt({ min: 10n ** 25n - 3n, max: 10n ** 25n + 3n }),
  fc.constantFrom(0n, 1n, -1n, 10n ** 37n, -(10n ** 12n), 10n ** 12n),
);
const pair = fc.record({ cost: units, quantity: units });
const PAIRS = 50;
const numRuns = Math.max(1, Math.ceil(lawRuns / PAIRS));

const divided = (writer: Writer, pairs: readonly { cost: bigint; quantity: bigint }[]) =>
  writer.rows(
    z.object({ price: z.string().nullable() }),
    statement(priceOf, {
      costs: pairs.map(({ cost }) => fromUnits(cost)),
      quantities: pairs.map(({ quantity }) => fromUnits(quantity)),
    }),
  );

test("the statement divides as the reference does, and leaves out what is too wide", async () => {
  await engine.context.database.scratch(async (writer) => {
    await defineUnitPrice(writer);
    await fc.assert(
      fc.asyncProperty(fc.array(pair, { minLength: 1, maxLength: PAIRS }), async (pairs) => {
        const found = await divided(writer, pairs);
        for (const [index, { cost, quantity }] of pairs.entries()) {
          const price = found[index]?.price ?? null;
          const isWide = [cost, quantity].some((one) => one > 10n ** 25n || one < -(10n ** 25n));
          const expected = quantity === 0n ? null : fromUnits(unitPriceUnits(cost, quantity));
          expect(price).toBe(isWide ? null : expected);
          expect(priceText(price, fromUnits(cost), fromUnits(quantity))).toBe(expected);
        }
      }),
      { numRuns },
    );
  });
});

const above = fc.bigInt({ min: 1n, max: 10n ** 24n });

test("a rounded price gives its cost back within half a unit of quantity", () => {
  fc.assert(
    fc.property(units, above, (cost, quantity) => {
      const lost = unitPriceUnits(cost, quantity) * quantity - cost * 10n ** 12n;
      expect(2n * (lost < 0n ? -lost : lost) <= quantity).toBe(true);
      expect(unitPriceUnits(-cost, quantity)).toBe(-unitPriceUnits(cost, quantity));
    }),
    { numRuns: lawRuns },
  );
});

test("prices are ordered by their exact quotients", () => {
  fc.assert(
    fc.property(above, above, above, (cost, quantity, times) => {
      const price = { cost, quantity };
      expect(comparePrices(price, { cost: cost * times, quantity: quantity * times })).toBe(0);
      expect(comparePrices(price, { cost: cost * times + 1n, quantity: quantity * times })).toBe(
        -1,
      );
      expect(comparePrices({ cost: cost + 1n, quantity }, price)).toBe(1);
    }),
    { numRuns: lawRuns },
  );
});
