import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createEngine, type Engine, unwrap } from "../../main/engine/engine.ts";
import type { VarianceResult } from "../../shared/contract/variance.ts";
import {
  addAmounts,
  divideHalfAwayFromZero,
  fromUnits,
  negateAmount,
  subtractAmounts,
  toUnits,
} from "../../shared/domain/amount.ts";
import { lawRuns } from "../support/law-runs.ts";
import { standingClock } from "../support/open-engine.ts";
import { shuffled } from "../support/random-charges.ts";
import { randomLeafCharge } from "../support/random-leaf-charges.ts";
import { type SeedRow, seedCharges, seedTable } from "../support/seed.ts";

const periods = Array.from({ length: 8 }, (_, index) => `2025-0${index + 1}`);
const rates = periods.flatMap((period, index) =>
  ["EUR", "JPY"].map((currency) => ({
    rate_date: `${period}-28`,
    from_currency: currency,
    to_currency: "USD",
    rate: currency === "EUR" ? `1.0${index}123456789` : `0.0067${index}`,
    rate_type: "average",
  })),
);
let rows: SeedRow[] = [];
let engine: Engine;
let other: Engine;

beforeAll(async () => {
  rows = periods.flatMap((period, index) =>
    fc.sample(randomLeafCharge(period), { numRuns: 10 + 12 * index, seed: 31 * index + 5 }),
  );
  engine = await createEngine({ clock: standingClock, threads: 2 });
  other = await createEngine({ clock: standingClock, threads: 1 });
  await seedCharges(engine.context, rows);
  const mixed = shuffled(rows, 3);
  await seedCharges(other.context, mixed.slice(0, 40));
  await seedCharges(other.context, mixed.slice(40));
  await seedTable(engine.context, "exchange_rate", rates);
  await seedTable(other.context, "exchange_rate", shuffled(rates, 5));
});

afterAll(async () => {
  await engine.close();
  await other.close();
});

const dimension = fc.constantFrom("service_name", "sub_account_id", "tag:team", "entity");
const question = fc
  .record({
    from: fc.constantFrom(...periods),
    to: fc.constantFrom(...periods),
    basis: fc.constantFrom("billed", "effective", "contracted", "list"),
    by: fc.uniqueArray(dimension, { minLength: 1, maxLength: 3 }),
    convention: fc.constantFrom("symmetric", "standard-cost"),
    mix: fc.boolean(),
    currency: fc.constant("USD"),
  })
  .filter(({ from, to }) => from !== to);

type Question = typeof question extends fc.Arbitrary<infer T> ? T : never;

const explain = async (from: Engine, asked: Question): Promise<VarianceResult> =>
  unwrap(await from.runJob("variance", asked));

const change = ({ opening, closing }: { opening: string; closing: string }): string =>
  subtractAmounts(closing, opening);

test("effects close the gap in total and in every row", async () => {
  await fc.assert(
    fc.asyncProperty(question, async (asked) => {
      const result = await explain(engine, asked);
      expect(result.residual).toBe("0");
      expect(addAmounts(result.effects.map(({ amount }) => amount))).toBe(change(result));
      for (const row of result.rows) {
        expect(addAmounts(Object.values(row.effects))).toBe(change(row));
      }
      expect(addAmounts(result.rows.map(({ opening }) => opening))).toBe(result.opening);
      expect(addAmounts(result.rows.map(({ closing }) => closing))).toBe(result.closing);
    }),
    { numRuns: lawRuns },
  );
});

test("opening and closing are the charges, each currency converted once", async () => {
  for (const [index, period] of periods.slice(1).entries()) {
    const asked = { ...BASE, from: periods[index] ?? "", to: period };
    const { opening, closing } = await explain(engine, asked);
    expect([opening, closing]).toEqual([convertedTotal(asked.from), convertedTotal(asked.to)]);
  }
});

function convertedTotal(period: string): string {
  const totals = ["USD", "EUR", "JPY"].map((currency) => {
    const own = rows.filter(
      (row) => row["billed_period"] === period && row["billing_currency"] === currency,
    );
    const total = toUnits(addAmounts(own.map((row) => row["effective_cost"] ?? "0")));
    const rate = rates.find(
      (row) => row.from_currency === currency && row.rate_date.startsWith(period),
    );
    return divideHalfAwayFromZero(total * toUnits(rate?.rate ?? "1"), 10n ** 12n);
  });
  return fromUnits(totals.reduce((sum, total) => sum + total, 0n));
}

const BASE: Question = {
  from: "2025-01",
  to: "2025-02",
  basis: "effective",
  by: ["service_name"],
  convention: "symmetric",
  mix: false,
  currency: "USD",
};

test("swapping the periods negates every symmetric effect", async () => {
  const opposite: Record<string, string> = { new: "retired", retired: "new" };
  await fc.assert(
    fc.asyncProperty(question, async (drawn) => {
      const asked: Question = { ...drawn, convention: "symmetric" };
      const there = await explain(engine, asked);
      const back = await explain(engine, { ...asked, from: asked.to, to: asked.from });
      const turned = back.effects.map(
        ({ effect, amount }) => [opposite[effect] ?? effect, negateAmount(amount)] as const,
      );
      expect(Object.fromEntries(turned)).toEqual(
        Object.fromEntries(there.effects.map(({ effect, amount }) => [effect, amount])),
      );
    }),
    { numRuns: Math.ceil(lawRuns / 8) },
  );
});

test("the order of rows and files and the number of threads change nothing", async () => {
  await fc.assert(
    fc.asyncProperty(question, async (asked) => {
      const { runId: _one, ...mine } = await explain(engine, asked);
      const { runId: _two, ...theirs } = await explain(other, asked);
      expect(theirs).toEqual(mine);
    }),
    { numRuns: Math.ceil(lawRuns / 8) },
  );
});
