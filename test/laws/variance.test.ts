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
import { COST_BASES } from "../../shared/domain/charge.ts";
import { VarianceConvention } from "../../shared/domain/variance-effect.ts";
import { batchesOf, batchOf } from "../support/case-batch.ts";
import { standingClock } from "../support/open-engine.ts";
import { shuffled } from "../support/random-charges.ts";
import { type SeedRow, seedTable } from "../support/seed.ts";
import { accountOf, chargesOf, openBooks, randomBook } from "../support/variance-books.ts";
import { CLOSING, OPENING } from "../support/variance-seed.ts";

const rates = [OPENING, CLOSING].flatMap((period, index) =>
  ["EUR", "JPY"].map((currency) => ({
    rate_date: `${period}-28`,
    from_currency: currency,
    to_currency: "USD",
    rate: currency === "EUR" ? `1.0${index}123456789` : `0.0067${index}`,
    rate_type: "average",
  })),
);
let engine: Engine;
let other: Engine;
let load: Awaited<ReturnType<typeof openBooks>>;
let loadOther: Awaited<ReturnType<typeof openBooks>>;

beforeAll(async () => {
  engine = await createEngine({ clock: standingClock, threads: 2 });
  other = await createEngine({ clock: standingClock, threads: 1 });
  load = await openBooks(engine, 1);
  loadOther = await openBooks(other, 2);
  await seedTable(engine.context, "exchange_rate", rates);
  await seedTable(other.context, "exchange_rate", shuffled(rates, 5));
});

afterAll(async () => {
  await engine.close();
  await other.close();
});

/** As many pairs of months per run of the engine, each with an account of its own. */
const BOOKS_AT_ONCE = 10;
const books = batchOf(randomBook, BOOKS_AT_ONCE);
const numRuns = batchesOf(BOOKS_AT_ONCE);

const dimension = fc.constantFrom("service_name", "tag:team", "entity");
const question = fc.record({
  from: fc.constant<string>(OPENING),
  to: fc.constant<string>(CLOSING),
  basis: fc.constantFrom(...COST_BASES),
  by: fc
    .uniqueArray(dimension, { maxLength: 2 })
    .map((dimensions) => ["sub_account_id", ...dimensions]),
  convention: fc.constantFrom(...VarianceConvention.options),
  mix: fc.boolean(),
  currency: fc.constant("USD"),
});
type Question = typeof question extends fc.Arbitrary<infer T> ? T : never;

const explain = async (from: Engine, asked: Question): Promise<VarianceResult> =>
  unwrap(await from.runJob("variance", asked));

const change = ({ opening, closing }: { opening: string; closing: string }): string =>
  subtractAmounts(closing, opening);

/** The variance of one book: the rows of its account. */
const rowsOfBook = ({ rows }: VarianceResult, index: number): VarianceResult["rows"] =>
  rows.filter(({ path }) => path[0] === accountOf(index));

test("effects close the gap in total and in every row", async () => {
  await fc.assert(
    fc.asyncProperty(books, question, async (drawn, asked) => {
      await load([chargesOf(drawn)]);
      const result = await explain(engine, asked);
      expect(result.residual).toBe("0");
      expect(addAmounts(result.effects.map(({ amount }) => amount))).toBe(change(result));
      for (const row of result.rows) {
        expect(addAmounts(Object.values(row.effects))).toBe(change(row));
      }
      expect(addAmounts(result.rows.map(({ opening }) => opening))).toBe(result.opening);
      expect(addAmounts(result.rows.map(({ closing }) => closing))).toBe(result.closing);
    }),
    { numRuns },
  );
});

test("opening and closing are the charges, each currency converted once", async () => {
  await fc.assert(
    fc.asyncProperty(books, question, async (drawn, asked) => {
      const rows = chargesOf(drawn);
      await load([rows]);
      const result = await explain(engine, asked);
      expect(result.opening).toBe(convertedTotal(rows, OPENING, asked.basis));
      expect(result.closing).toBe(convertedTotal(rows, CLOSING, asked.basis));
      for (const [index, book] of drawn.entries()) {
        const mine = rowsOfBook(result, index);
        if ([...book.opening, ...book.closing].every((row) => row["billing_currency"] === "USD")) {
          const opening = sumOf(book.opening, asked.basis);
          const closing = sumOf(book.closing, asked.basis);
          expect(addAmounts(mine.map((row) => row.opening))).toBe(opening);
          expect(addAmounts(mine.map((row) => row.closing))).toBe(closing);
        }
      }
    }),
    { numRuns },
  );
});

const sumOf = (rows: readonly SeedRow[], basis: string): string =>
  addAmounts(rows.map((row) => row[`${basis}_cost`] ?? "0"));

function convertedTotal(rows: readonly SeedRow[], period: string, basis: string): string {
  const totals = ["USD", "EUR", "JPY"].map((currency) => {
    const own = rows.filter(
      (row) => row["billed_period"] === period && row["billing_currency"] === currency,
    );
    const rate = rates.find(
      (row) => row.from_currency === currency && row.rate_date.startsWith(period),
    );
    const total = toUnits(sumOf(own, basis));
    return divideHalfAwayFromZero(total * toUnits(rate?.rate ?? "1"), 10n ** 12n);
  });
  return fromUnits(totals.reduce((sum, total) => sum + total, 0n));
}

test("swapping the periods negates every symmetric effect of every row", async () => {
  const opposite: Record<string, string> = { new: "retired", retired: "new" };
  const byPath = (rows: VarianceResult["rows"], turn: boolean) =>
    Object.fromEntries(
      rows.map(({ path, effects }) => [
        JSON.stringify(path),
        Object.fromEntries(
          Object.entries(effects).map(([effect, amount]) =>
            turn ? [opposite[effect] ?? effect, negateAmount(amount)] : [effect, amount],
          ),
        ),
      ]),
    );
  await fc.assert(
    fc.asyncProperty(books, question, async (drawn, { from, to, ...asked }) => {
      await load([chargesOf(drawn)]);
      const forth: Question = { ...asked, from, to, convention: "symmetric" };
      const there = await explain(engine, forth);
      const back = await explain(engine, { ...forth, from: to, to: from });
      expect(byPath(back.rows, true)).toEqual(byPath(there.rows, false));
    }),
    { numRuns },
  );
});

test("the order of rows and files and the number of threads change nothing", async () => {
  await fc.assert(
    fc.asyncProperty(books, question, fc.nat(), async (drawn, asked, seed) => {
      const rows = chargesOf(drawn);
      const mixed = shuffled(rows, seed);
      await load([rows]);
      await loadOther([mixed.slice(0, rows.length / 3), mixed.slice(rows.length / 3)]);
      const { runId: _one, ...mine } = await explain(engine, asked);
      const { runId: _two, ...theirs } = await explain(other, asked);
      expect(theirs).toEqual(mine);
    }),
    { numRuns },
  );
});
