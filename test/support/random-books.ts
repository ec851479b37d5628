import fc from "fast-check";
import { ledgerRow } from "./reconcile-case.ts";
import type { SeedRow } from "./seed.ts";

/** Charges and ledger lines of one small company. */
export interface Book {
  readonly charges: readonly SeedRow[];
  readonly ledger: readonly SeedRow[];
}

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

/** Charges that differ in nothing a line of the bills tells apart, so that they sum to one. */
const alike = fc
  .tuple(charge, fc.array(amount, { minLength: 1, maxLength: 3 }))
  .map(([row, amounts]) => amounts.map((billed_cost) => ({ ...row, billed_cost })));

const entry = fc
  .record({
    period: pick("2026-10", "2026-10", "2026-10", "2026-09", "2026-11"),
    ledger_account: pick(
      "650100",
      "650100",
      "650200",
      "650300",
      "650400",
      "131500",
      "231000",
      "999999",
    ),
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
    currency: pick("USD", "USD", "USD", "USD", "EUR"),
    foreign: pick(null, null, "EUR"),
    document_date: pick(null, null, null, "2026-10-05"),
    special_period: pick(null, null, null, "13"),
  })
  .map(
    ({ foreign, document_date, ...row }): SeedRow => ({
      ...ledgerRow({ ...row, posting_date: document_date === null ? `${row.period}-28` : null }),
      document_date,
      foreign_currency: foreign,
      foreign_amount: foreign === null ? null : row.amount,
    }),
  );

export const book: fc.Arbitrary<Book> = fc.record({
  charges: fc
    .array(alike, { minLength: 1, maxLength: 20, size: "max" })
    .map((groups) => groups.flat()),
  ledger: fc.array(entry, { minLength: 1, maxLength: 40, size: "max" }),
});
