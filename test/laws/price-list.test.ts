import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createEngine, type Engine, unwrap } from "../../main/engine/engine.ts";
import { addAmounts, subtractAmounts } from "../../shared/domain/amount.ts";
import { COST_BASES } from "../../shared/domain/charge.ts";
import { VarianceConvention } from "../../shared/domain/variance-effect.ts";
import { batchesOf, batchOf } from "../support/case-batch.ts";
import { standingClock } from "../support/open-engine.ts";
import type { SeedRow } from "../support/seed.ts";
import { chargesOf, openBooks, randomBook } from "../support/variance-books.ts";
import { CLOSING, OPENING } from "../support/variance-seed.ts";

let engine: Engine;
let load: Awaited<ReturnType<typeof openBooks>>;
beforeAll(async () => {
  engine = await createEngine({ clock: standingClock, threads: 2 });
  load = await openBooks(engine, 2);
});
afterAll(async () => {
  await engine.close();
});

const BOOKS_AT_ONCE = 80;
const books = batchOf(randomBook, BOOKS_AT_ONCE);
const numRuns = batchesOf(BOOKS_AT_ONCE);
const question = fc.record({
  period: fc.constant<string>(CLOSING),
  against: fc.constant<string>(OPENING),
  basis: fc.constantFrom(...COST_BASES),
  convention: fc.constantFrom(...VarianceConvention.options),
  currency: fc.constant("USD"),
});

const inDollars = (rows: readonly SeedRow[]): SeedRow[] =>
  rows.filter((row) => row["billing_currency"] === "USD");
const halves = (rows: readonly SeedRow[]): SeedRow[][] => [
  rows.slice(0, rows.length / 2),
  rows.slice(rows.length / 2),
];
const sumOf = (rows: readonly SeedRow[], period: string, basis: string): string =>
  addAmounts(
    rows.filter((row) => row["billed_period"] === period).map((row) => row[`${basis}_cost`] ?? "0"),
  );

test("the list adds up to the charges, and its effects to what they moved", async () => {
  await fc.assert(
    fc.asyncProperty(books, question, async (drawn, asked) => {
      const rows = chargesOf(drawn);
      await load(halves(rows));
      const summary = unwrap(await engine.client.prices.summary(asked));
      const mine = inDollars(rows);
      expect(summary.charges).toBe(mine.length);
      expect(summary.opening).toBe(sumOf(mine, OPENING, asked.basis));
      expect(summary.closing).toBe(sumOf(mine, CLOSING, asked.basis));
      const change = subtractAmounts(summary.closing, summary.opening);
      expect(addAmounts(summary.effects.map(({ amount }) => amount))).toBe(change);
      expect(addAmounts(summary.statuses.map((one) => one.change))).toBe(change);
      expect(summary.residual).toBe("0");
      const page = unwrap(await engine.client.prices.page({ ...asked, limit: 1000 }));
      const cells = (name: string): string[] => {
        const place = page.columns.findIndex((column) => column.name === name);
        return page.rows.map((row) => row[place] ?? "0");
      };
      expect(page.total).toBe(summary.lines);
      const effects = ["price_effect", "quantity_effect", "other_effect"].map(cells);
      for (const [index, moved] of cells("change").entries()) {
        expect(addAmounts(effects.map((column) => column[index] ?? "0"))).toBe(moved);
      }
    }),
    { numRuns },
  );
});

test("by SKU, every effect is the one the variance finds", async () => {
  await fc.assert(
    fc.asyncProperty(books, question, async (drawn, { period, against, ...asked }) => {
      const rows = inDollars(chargesOf(drawn));
      await load(halves(rows));
      const list = { ...asked, period, against, detail: "sku" } as const;
      const summary = unwrap(await engine.client.prices.summary(list));
      const explained = unwrap(
        await engine.runJob("variance", {
          ...asked,
          from: against,
          to: period,
          by: ["service_name"],
          // Standard cost splits volume by units, which a list of prices does not.
          convention: "symmetric",
        }),
      );
      const symmetric =
        asked.convention === "symmetric"
          ? summary
          : unwrap(await engine.client.prices.summary({ ...list, convention: "symmetric" }));
      expect(symmetric.effects).toEqual(explained.effects);
    }),
    { numRuns },
  );
});
