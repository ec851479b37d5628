import fc from "fast-check";
import { expect, test } from "vitest";
import { createEngine, type Engine } from "../../main/engine/engine.ts";
import { batchesOf, batchOf } from "../support/case-batch.ts";
import { lawRuns } from "../support/law-runs.ts";
import { standingClock } from "../support/open-engine.ts";
import { type FaultyBooks, faultyBooks, plantFaults, told } from "../support/planted-faults.ts";
import { type Books, reportOf, seedBooks } from "../support/quality-estate.ts";
import { loudLog } from "../support/reconcile-case.ts";

/** Books that are tested together, each with names and a currency of its own. */
const BOOKS = Math.min(lawRuns, 200);
const runs = { numRuns: batchesOf(BOOKS) };

async function reported(books: Books): Promise<{ said: Record<string, unknown>; keys: string[] }> {
  const engine: Engine = await createEngine({ clock: standingClock, log: loudLog });
  try {
    await seedBooks(engine, books);
    const failures = (await reportOf(engine)).results.flatMap((result) =>
      result.failures.map((failure) => ({ ...failure, test: result.test })),
    );
    const said = failures.map(({ test: id, subject, rows, amounts }) => [
      `${id} | ${subject}`,
      { rows, amounts: Object.fromEntries(amounts.map((one) => [one.currency, one.amount])) },
    ]);
    return { said: Object.fromEntries(said), keys: failures.map(({ key }) => key).sort() };
  } finally {
    await engine.close();
  }
}

function together(books: readonly FaultyBooks[]): ReturnType<typeof plantFaults> {
  const all = books.map(plantFaults);
  return {
    bill: all.flatMap(({ bill }) => bill),
    ledger: all.flatMap(({ ledger }) => ledger),
    invoices: all.flatMap(({ invoices }) => invoices),
    faults: all.flatMap(({ faults }) => faults),
  };
}

test("what was planted is found, to the row and the cent, and nothing else", async () => {
  await fc.assert(
    fc.asyncProperty(batchOf(faultyBooks, BOOKS), async (cases) => {
      const { faults, ...books } = together(cases);
      const { said } = await reported(books);
      expect(said).toEqual(told(faults));
    }),
    runs,
  );
});

test("the order of rows changes no finding and no key of a decision", async () => {
  await fc.assert(
    fc.asyncProperty(batchOf(faultyBooks, Math.min(BOOKS, 100)), async (cases) => {
      const { faults: _, ...books } = together(cases);
      const turned = {
        bill: books.bill.toReversed(),
        ledger: books.ledger.toReversed(),
        invoices: books.invoices.toReversed(),
      };
      expect(await reported(turned)).toEqual(await reported(books));
    }),
    { numRuns: 1 },
  );
});
