import fc from "fast-check";
import { expect, test } from "vitest";
import { createEngine, type Engine, unwrap } from "../../main/engine/engine.ts";
import { addAmounts, subtractAmounts } from "../../shared/domain/amount.ts";
import { lawRuns } from "../support/law-runs.ts";
import { standingClock } from "../support/open-engine.ts";
import { PLANTED_CONFIG, plantLedger } from "../support/planted-ledger.ts";
import { ledgerRow, loudLog, type Reconciled, reconcilePeriod } from "../support/reconcile-case.ts";
import { type SeedRow, seedCharges, seedTable } from "../support/seed.ts";

/** A run opens two workspaces, so fewer runs try as many lines as a thousand small ones. */
const runs = Math.max(5, Math.ceil(lawRuns / 50));

const pick = <T>(...values: T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const amount = fc.oneof(
  pick("100", "100.00", "99.995", "0.335", "-100", "250.123456789012", "19", "1000000000000"),
  fc.integer({ min: -50_000, max: 500_000 }).map((cents) => `${cents / 100}`),
);
const invoice = pick("INV-1", "INV-2", "inv/0003", "INV-4", null);
const vendor = pick("Vendor 1", "Vendor One Ltd", "Vendor 2", null);
const centre = pick("A", "B", null);

const charge = fc
  .record({
    billed_period: pick("2026-10", "2026-10", "2026-10", "2026-09", "2026-11"),
    charge_period_start: pick(null, "2026-10-02 00:00:00", "2026-09-01 00:00:00"),
    invoice_id: invoice,
    invoice_issuer_name: vendor,
    publisher_name: pick("Vendor 1", "Vendor 2", "Seller"),
    provider_name: pick("Vendor 1", "Vendor 2"),
    service_name: pick("Hosting", "Hosting", "Software", "Reserved", "Saved", "Unmapped"),
    charge_category: pick("Usage", "Usage", "Purchase", "Tax", "Credit"),
    charge_class: pick(null, null, null, "Correction"),
    commitment_discount_id: pick(null, null, "sp-1"),
    billing_currency: pick("USD", "USD", "EUR"),
    resource_id: pick("r-1", "r-2", null),
    centre,
    billed_cost: amount,
    effective_cost: amount,
  })
  .map(
    ({ centre: cc, ...row }): SeedRow => ({
      ...row,
      charge_period_start: row.charge_period_start ?? `${row.billed_period}-01 00:00:00`,
      tags: cc === null ? null : JSON.stringify({ cc }),
    }),
  );

const entry = fc
  .record({
    period: pick("2026-10", "2026-10", "2026-10", "2026-09", "2026-11"),
    ledger_account: pick("650100", "650100", "650200", "650300", "650400", "131500", "231000"),
    reference: invoice,
    vendor_name: vendor,
    cost_centre: centre,
    line_text: pick(
      null,
      "Accrual 10/26",
      "Reversal accrual",
      "VAT",
      "Amortisation plan",
      "Invoice INV-2",
      "paid to Vendor 2",
    ),
    amount,
    foreign: pick(null, null, "EUR"),
    special_period: pick(null, null, null, "13"),
  })
  .map(
    ({ foreign, ...row }): SeedRow => ({
      ...ledgerRow({ ...row, posting_date: `${row.period}-28` }),
      foreign_currency: foreign,
      foreign_amount: foreign === null ? null : row.amount,
    }),
  );

const books = fc.record({
  charges: fc.array(charge, { minLength: 1, maxLength: 40, size: "max" }),
  ledger: fc.array(entry, { minLength: 1, maxLength: 40, size: "max" }),
});

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

/** What a reconciliation says, without the ids of files and runs. */
function said({ result, items }: Reconciled): unknown {
  const { runId: _run, ...statement } = result;
  return { statement, items: [...items].sort((a, b) => (a.itemKey < b.itemKey ? -1 : 1)) };
}

test("unidentified = ledger − bills − Σ items, per account, whatever the rows are", async () => {
  await fc.assert(
    fc.asyncProperty(books, async ({ charges, ledger }) => {
      const engine = await openBooks([charges], [ledger]);
      const { result, items } = await reconcilePeriod(engine, "2026-10", PLANTED_CONFIG);
      for (const account of result.accounts) {
        const own = items.filter((item) => item.account === account.account);
        expect(addAmounts(own.map((item) => item.amount))).toBe(account.itemsTotal);
        const difference = subtractAmounts(account.ledger, account.billing);
        expect(subtractAmounts(difference, account.itemsTotal)).toBe(account.unidentified);
      }
      const stored = unwrap(await engine.client.reconciliation.result({ period: "2026-10" }));
      expect(stored).toEqual({ result, isStale: false });
      await engine.close();
    }),
    { numRuns: runs },
  );
});

test("neither the order of rows nor their division into files changes anything", async () => {
  await fc.assert(
    fc.asyncProperty(
      books,
      fc.infiniteStream(fc.nat(1_000_000)),
      async ({ charges, ledger }, numbers) => {
        const chance = { below: (limit: number): number => numbers.next().value % limit };
        const first = await openBooks([charges], [ledger]);
        const before = await reconcilePeriod(first, "2026-10", PLANTED_CONFIG);
        const second = await openBooks(divide(charges, chance), divide(ledger, chance));
        const after = await reconcilePeriod(second, "2026-10", PLANTED_CONFIG);
        expect(totals(after)).toEqual(totals(before));
        await Promise.all([first.close(), second.close()]);
      },
    ),
    { numRuns: runs },
  );
});

/** Lines are kept per file, so their number may change; no amount, key or type may. */
function totals(reconciled: Reconciled): unknown {
  return {
    accounts: reconciled.result.accounts.map((of) => [of.account, of.ledger, of.billing]),
    items: reconciled.items.map((of) => `${of.account} ${of.type} ${of.amount}`).sort(),
    totals: reconciled.result.totals,
  };
}

function divide<T>(rows: readonly T[], chance: { below(limit: number): number }): T[][] {
  const files: T[][] = [[], []];
  for (const row of rows) {
    const file = files[chance.below(2)] ?? [];
    file.splice(chance.below(file.length + 1), 0, row);
  }
  return files.filter((file) => file.length > 0);
}

test("the same rows in another order give the same statement, items and keys", async () => {
  await fc.assert(
    fc.asyncProperty(books, async ({ charges, ledger }) => {
      const first = await openBooks([charges], [ledger]);
      const before = await reconcilePeriod(first, "2026-10", PLANTED_CONFIG);
      const again = unwrap(await first.runJob("reconcile", { period: "2026-10" }));
      expect(again).toEqual(before.result);
      const second = await openBooks([[...charges].reverse()], [[...ledger].reverse()]);
      const after = await reconcilePeriod(second, "2026-10", PLANTED_CONFIG);
      expect(said(after)).toEqual(said(before));
      await Promise.all([first.close(), second.close()]);
    }),
    { numRuns: runs },
  );
});
