import fc from "fast-check";
import { expect, test } from "vitest";
import { createEngine, type Engine, unwrap } from "../../main/engine/engine.ts";
import { addAmounts, subtractAmounts } from "../../shared/domain/amount.ts";
import { isOneSided } from "../../shared/domain/reconciliation-config.ts";
import { inputTotals, leftOut } from "../support/book-oracle.ts";
import { lawRuns } from "../support/law-runs.ts";
import { apart, batchOf, configOf, eachBook } from "../support/many-books.ts";
import { standingClock } from "../support/open-engine.ts";
import { Chance } from "../support/planted-books.ts";
import { plantLedger } from "../support/planted-ledger.ts";
import { loudLog, type Reconciled, reconcilePeriod } from "../support/reconcile-case.ts";
import { type SeedRow, seedCharges, seedTable } from "../support/seed.ts";

/** Books one job reconciles: each is a case of its own, with names no other book has. */
const BOOKS = Math.min(lawRuns, 100);
const batch = batchOf(BOOKS);
const runs = Math.ceil(lawRuns / BOOKS);

async function openBooks(
  charges: readonly (readonly SeedRow[])[],
  ledger: readonly (readonly SeedRow[])[],
): Promise<Engine> {
  const engine = await createEngine({ clock: standingClock, log: loudLog });
  for (const rows of charges) {
    await seedCharges(engine.context, rows);
  }
  for (const rows of ledger) {
    await seedTable(engine.context, "ledger_entry", rows);
  }
  await seedTable(engine.context, "exchange_rate", plantLedger(1).rates);
  return engine;
}

async function reconcileBooks(engine: Engine, books: number): Promise<Reconciled> {
  return reconcilePeriod(engine, "2026-10", configOf(books));
}

test("unidentified = ledger − bills − Σ items, of amounts that re-add to the rows", async () => {
  await fc.assert(
    fc.asyncProperty(batch, async (books) => {
      const { charges, ledger } = apart(books);
      const engine = await openBooks([charges], [ledger]);
      const reconciled = await reconcileBooks(engine, books.length);
      for (const [index, said] of eachBook(reconciled, books.length).entries()) {
        const { accounts, items, unmapped } = said;
        const book = books[index] ?? { charges: [], ledger: [] };
        const totals = accounts.map(({ account, ledger: debits, billing: bills }) => {
          return [account.slice(0, account.indexOf("-")), { ledger: debits, bills }];
        });
        expect(Object.fromEntries(totals)).toMatchObject(inputTotals(book));
        const [bills, entries] = [of(unmapped, "billing"), of(unmapped, "ledger")];
        expect({
          billed: addAmounts(bills.map(({ amount }) => amount)),
          effective: addAmounts(bills.map(({ effectiveAmount }) => effectiveAmount)),
          ledger: addAmounts(entries.map(({ amount }) => amount)),
        }).toEqual(leftOut(book));
        for (const account of accounts) {
          const own = items.filter((item) => item.account === account.account);
          expect(addAmounts(own.map((item) => item.amount))).toBe(account.itemsTotal);
          const difference = subtractAmounts(account.ledger, account.billing);
          expect(subtractAmounts(difference, account.itemsTotal)).toBe(account.unidentified);
          const oneSided = own.filter(({ type }) => isOneSided(type));
          const open = [account.unidentified, ...oneSided.map((item) => item.amount)];
          expect(account.ties).toBe(open.every((amount) => amount === "0"));
        }
      }
      const stored = unwrap(await engine.client.reconciliation.result({ period: "2026-10" }));
      expect(stored).toEqual({ result: reconciled.result, isStale: false });
      await engine.close();
    }),
    { numRuns: runs },
  );
});

test("neither the order of rows nor their division into files changes anything", async () => {
  await fc.assert(
    fc.asyncProperty(batch, fc.nat(), async (books, seed) => {
      const chance = new Chance(seed);
      const { charges, ledger } = apart(books);
      const first = await openBooks([charges], [ledger]);
      const before = eachBook(await reconcileBooks(first, books.length), books.length);
      const second = await openBooks(divide(charges, chance), divide(ledger, chance));
      const after = eachBook(await reconcileBooks(second, books.length), books.length);
      await Promise.all([first.close(), second.close()]);
      for (const [index, book] of after.entries()) {
        expect(book).toEqual(before[index]);
      }
    }),
    { numRuns: runs },
  );
});

function of<T extends { readonly side: string }>(list: readonly T[], side: string): T[] {
  return list.filter((one) => one.side === side);
}

function divide<T>(rows: readonly T[], chance: Chance): T[][] {
  const files: T[][] = [[], []];
  for (const row of rows) {
    const file = files[chance.below(2)] ?? [];
    file.splice(chance.below(file.length + 1), 0, row);
  }
  return files.filter((file) => file.length > 0);
}

test("the same rows in another order give the same statement, items and keys", async () => {
  await fc.assert(
    fc.asyncProperty(batch, async (books) => {
      const { charges, ledger } = apart(books);
      const first = await openBooks([charges], [ledger]);
      const before = await reconcileBooks(first, books.length);
      const again = unwrap(await first.runJob("reconcile", { period: "2026-10" }));
      expect(again).toEqual(before.result);
      const second = await openBooks([[...charges].reverse()], [[...ledger].reverse()]);
      const after = await reconcileBooks(second, books.length);
      await Promise.all([first.close(), second.close()]);
      const said = eachBook(before, books.length);
      for (const [index, book] of eachBook(after, books.length).entries()) {
        expect(book).toEqual(said[index]);
      }
    }),
    { numRuns: runs },
  );
});
