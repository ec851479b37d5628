import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import type { Writer } from "../../main/engine/database/database.ts";
import { join, sql, statement } from "../../main/engine/database/sql.ts";
import { createEngine, type Engine } from "../../main/engine/engine.ts";
import { defineUnitPrice, priceText } from "../../main/engine/money/prices.ts";
import priceOf from "../../main/engine/prices/price-of.sql?raw";
import { unitPrices } from "../../main/engine/queries/unit-prices.ts";
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

const near = fc.bigInt({ min: -1001n, max: 1001n });
const units = fc.oneof(
  fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
  fc.bigInt({ min: -1000n, max: 1000n }),
  // Each of the statement's three ways, and the values where one gives over to the next.
  fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
  fc
    .record({ whole: fc.constantFrom(999n, 1000n, 18_000n, 999_999n, 18_000_000n), off: near })
    .map(({ whole, off }) => whole * 10n ** 12n + off),
  fc.bigInt({ min: 10n ** 9n - 2n, max: 10n ** 9n + 2n }),
  fc.bigInt({ min: 18_000_000n, max: 19_000_000_000n }).map((billionths) => billionths * 1000n),
  // At the edge of what the statement takes, and beyond it.
  fc.bigInt({ min: 10n ** 25n - 3n, max: 10n ** 25n + 3n }),
  fc.constantFrom(0n, 1n, -1n, 10n ** 37n, -(10n ** 12n), 10n ** 12n, 2n * 10n ** 12n),
);
const size = (value: fc.Arbitrary<bigint>) => value.map((one) => (one < 0n ? -one : one));
const pair = fc.record({ cost: units, quantity: units });
const PAIRS = 50;
const numRuns = Math.max(1, Math.ceil(lawRuns / 5));

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

const bought = fc.record({ cost: size(units), quantity: size(units) });

test("a column of prices is divided as each price alone", async () => {
  await engine.context.database.scratch(async (writer) => {
    await defineUnitPrice(writer);
    await fc.assert(
      fc.asyncProperty(fc.array(bought, { minLength: 1, maxLength: PAIRS }), async (pairs) => {
        const given = pairs.map(
          ({ cost, quantity }, index) => sql`select ${index} as place,
            cast(${fromUnits(cost)} as decimal(38, 12)) as paid_cost,
            cast(${fromUnits(quantity)} as decimal(38, 12)) as paid_quantity`,
        );
        const prices = unitPrices(join(given, " union all "), ["paid"]);
        const found = await writer.rows(
          z.object({ price: z.string().nullable() }),
          sql`select paid_price as price from (${prices}) as p order by place`,
        );
        expect(found).toEqual(await divided(writer, pairs));
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
